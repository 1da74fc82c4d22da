using System.Threading.Channels;
using AgentConsole.Channels.Chat;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets.Chats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Who is in the chat, who has left and who is back.</summary>
public sealed class Comings
{
    private readonly FakeTime _time = new();
    private readonly LiveSignals _signals = new(NullLogger<LiveSignals>.Instance);

    [Fact]
    public async Task A_visitor_who_has_written_is_there_has_left_after_a_while_and_is_back()
    {
        await using var host = await ChatHost.StartAsync(time: _time);
        var board = host.Services.GetRequiredService<AttendanceBoard>();
        var changes = Channel.CreateUnbounded<long>();
        board.Changed += ticket => changes.Writer.TryWrite(ticket);
        var (client, hello) = await host.GreetAsync();
        await ChatHost.SendAsync(client, "hello");
        var ticket = await host.NewestTicketAsync();
        Assert.Equal(ticket, await NextAsync());
        Assert.Equal((Attendance.Here, false), (board.Of(ticket).Attendance, board.Of(ticket).IsBack));

        // Another page of the shop: no leaving. Then for good.
        var gone = _time.WhenTimerIsSet(ChatComings.Grace);
        await client.DisposeAsync();
        await gone.WaitAsync(HubClient.Limit);
        _time.Advance(ChatComings.Grace - TimeSpan.FromSeconds(1));
        var (again, _) = await host.GreetAsync(hello.GetProperty("token").GetString());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((Attendance.Here, false), (board.Of(ticket).Attendance, board.Of(ticket).IsBack));
        Assert.False(changes.Reader.TryRead(out var _));

        gone = _time.WhenTimerIsSet(ChatComings.Grace);
        await again.DisposeAsync();
        await gone.WaitAsync(HubClient.Limit);
        _time.Advance(ChatComings.Grace);
        await NextAsync();
        Assert.Equal(Attendance.Left, board.Of(ticket).Attendance);

        var (back, _) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closing = back;
        await NextAsync();
        Assert.Equal((Attendance.Here, true), (board.Of(ticket).Attendance, board.Of(ticket).IsBack));

        async Task<long> NextAsync() => await changes.Reader.ReadAsync().AsTask().WaitAsync(HubClient.Limit);
    }

    [Fact]
    public async Task Who_left_one_node_and_has_a_page_open_on_another_has_not_left()
    {
        using var board = new AttendanceBoard(_signals, _time);
        await board.StartAsync(default);
        using var one = new ChatComings(_signals, _time);
        using var other = new ChatComings(_signals, _time);
        one.Tell(5, isHere: true);
        other.Tell(5, isHere: true);
        one.Tell(5, isHere: false);
        _time.Advance(ChatComings.Grace);
        Assert.Equal(Attendance.Here, board.Of(5).Attendance);
        other.Tell(5, isHere: false);
        _time.Advance(ChatComings.Grace);
        Assert.Equal(Attendance.Left, board.Of(5).Attendance);
    }

    [Fact]
    public async Task Who_left_long_ago_is_forgotten_and_nonsense_is_nothing()
    {
        using var board = new AttendanceBoard(_signals, _time);
        await board.StartAsync(default);
        foreach (var nonsense in (string[])["", "x", "-1", "{}"]) _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, nonsense);
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Left, "4");
        Assert.Equal(Attendance.Unknown, board.Of(4).Attendance);
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, "5");
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Left, "5");
        Assert.Equal(Attendance.Left, board.Of(5).Attendance);
        _time.Advance(AttendanceBoard.Remembered);
        Assert.Equal(Attendance.Unknown, board.Of(5).Attendance);
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, "6");
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, "5");
        Assert.Equal((Attendance.Here, false), (board.Of(5).Attendance, board.Of(5).IsBack));
    }
}
