using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What supervisors say in a running chat: a whisper is among colleagues, a line for the customer is the customer's.</summary>
public sealed class Whispers
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Vera = Actor.Agent(9, "Vera");

    [Fact]
    public async Task A_whisper_reaches_no_client_and_no_transcript_and_a_line_about_who_is_there_reaches_both()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var ticket = await host.NewestTicketAsync();
        await host.DoAsync(new Take(Ana, ticket));
        await host.DoAsync(new AddNote(Vera, ticket, "offer them ten percent") { IsWhisper = true });
        await host.DoAsync(new Announce(Vera, ticket, "Vera has joined the conversation.", "joined"));
        await host.DoAsync(new AgentReplies(Vera, ticket, "I am Vera.", "r1"));

        var heard = new List<JsonElement>();
        while (heard.Count < 2) heard.AddRange(await ChatHost.FromOthersAsync(client));
        Assert.Equal(["system||Vera has joined the conversation.", "agent|Vera|I am Vera."], heard.Select(Line));

        // Coming back, paging back, taking it along: the same.
        var (back, again) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingToo = back;
        var page = await back.InvokeAsync("Before", 1_000_000);
        using var http = new HttpClient();
        var transcript = await http.GetStringAsync(new Uri(host.Address, $"/widget/transcript?pass={Uri.EscapeDataString(hello.GetProperty("files").GetProperty("pass").GetString()!)}&lang=en"));
        foreach (var told in (string[])[again.GetRawText(), page.GetRawText(), transcript])
        {
            Assert.DoesNotContain("ten percent", told, StringComparison.Ordinal);
            Assert.Contains("Vera has joined the conversation.", told, StringComparison.Ordinal);
        }

        // Who answers under their own name has not taken it.
        await using var db = host.Database.Open();
        Assert.Equal(7, (await db.FindAsync<Ticket>(ticket))!.AssigneeId);

        static string Line(JsonElement message) => $"{message.GetProperty("from").GetString()}|{message.GetProperty("name").GetString()}|{message.GetProperty("text").GetString()}";
    }
}
