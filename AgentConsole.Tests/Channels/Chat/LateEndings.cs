using System.Security.Claims;
using AgentConsole.Channels.Chat;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A message that was on its way when the wire was cut is stored all the same, often after the visitor has come back.</summary>
public sealed class LateEndings
{
    // Found by the whole endurance run on PostgreSQL: three replies of five thousand never came to their visitors, each while a message of theirs from before a cut was being stored.
    [Fact]
    public async Task What_a_cut_connection_ends_late_takes_nothing_from_the_one_that_the_visitor_came_back_on()
    {
        await using var host = await ChatHost.StartAsync();
        var (rooms, tokens) = (host.Services.GetRequiredService<ChatRooms>(), host.Services.GetRequiredService<VisitorTokens>());
        var (first, hello) = await host.GreetAsync();
        await ChatHost.SendAsync(first, "Is anybody there?");
        var ticketId = await host.NewestTicketAsync();
        var token = hello.GetProperty("token").GetString()!;
        await first.DisposeAsync();

        // The same visitor on a wire of which the test says when it is cut.
        var visitorId = tokens.Read(token, ChatHost.Site).Value!.Id;
        var cut = new ChatSession(new Wire(), "192.0.2.1", null);
        foreach (var session in rooms.OfVisitor(visitorId)?.Sessions ?? []) rooms.Disconnected(session);
        var left = rooms.Enter(cut, visitorId, (await host.Services.GetRequiredService<SiteDirectory>().FindAsync(ChatHost.Site, default))!)!;
        rooms.See(left, new RoomTicket(ticketId, 1, TicketStatus.New, 0, 0));
        rooms.Disconnected(cut);

        var (back, _) = await host.GreetAsync(token);
        await using var connection = back;
        rooms.See(left, new RoomTicket(ticketId, 2, TicketStatus.New, 0, 0), byWriting: true);

        Assert.NotSame(left, rooms.OfTicket(ticketId));
        await host.ReplyAsync("Yes", ticketId);
        Assert.Equal("Yes", Assert.Single(await ChatHost.FromOthersAsync(back)).GetProperty("text").GetString());
    }

    private sealed class Wire : HubCallerContext
    {
        public override string ConnectionId => "cut";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }
}
