using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What a visitor and the desk say to each other, over the real hub.</summary>
public abstract class Conversations(DatabaseKind kind) : IAsyncLifetime
{
    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(kind);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_visitor_who_only_looks_leaves_no_row()
    {
        var (client, reply) = await _host.GreetAsync();
        await using var _ = client;
        Assert.Equal("none", reply.GetProperty("conversation").GetProperty("status").GetString());
        Assert.Empty(reply.GetProperty("messages").EnumerateArray());
        Assert.Equal(0, await _host.RowsAsync());
    }

    [Fact]
    public async Task The_first_message_opens_a_conversation_and_the_answer_arrives()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        var seq = await ChatHost.SendAsync(client, "Where is my order?");
        await _host.ReplyAsync("On its way.");

        var message = Assert.Single(await ChatHost.FromOthersAsync(client));
        Assert.Equal("agent", message.GetProperty("from").GetString());
        Assert.Equal("Ana", message.GetProperty("name").GetString());
        Assert.Equal("On its way.", message.GetProperty("text").GetString());
        Assert.True(message.GetProperty("seq").GetInt64() > seq);
    }

    [Fact]
    public async Task What_a_visitor_declared_stays_with_the_conversation_for_rules_to_ask()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        await client.InvokeAsync("Send", new { clientId = "a", text = "It is broken", declared = "cannot work" });
        await ChatHost.SendAsync(client, "still");

        var queries = _host.Services.GetRequiredService<TicketQueries>();
        Assert.Equal("cannot work", (await queries.TicketAsync(await _host.NewestTicketAsync(), default))!.Declared);
    }

    [Fact]
    public async Task A_repeat_is_stored_once_and_answered_as_the_first_was()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        var first = await ChatHost.SendAsync(client, "once", "id-1");
        var (second, _) = await _host.GreetAsync(Token(hello));
        await using var closingToo = second;
        Assert.Equal(first, await ChatHost.SendAsync(client, "once", "id-1"));
        Assert.Equal(first, await ChatHost.SendAsync(second, "once", "id-1"));
        Assert.Equal(1, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task An_id_that_was_used_for_another_text_is_refused()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "one text", "id-1");
        Assert.Equal("message.client_id_reused", ChatHost.CodeOf(await client.InvokeAsync("Send", new { clientId = "id-1", text = "another" })));
        Assert.Equal(1, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task Two_tabs_of_one_visitor_are_in_step()
    {
        var (one, hello) = await _host.GreetAsync();
        var (two, _) = await _host.GreetAsync(Token(hello));
        await using var closing = one;
        await using var closingToo = two;
        await ChatHost.SendAsync(one, "from the first tab", "c-1");
        var seen = Assert.Single((await two.NextAsync("messages")).GetProperty("messages").EnumerateArray());
        Assert.Equal("me", seen.GetProperty("from").GetString());
        Assert.Equal("c-1", seen.GetProperty("clientId").GetString());
    }

    [Fact]
    public async Task Order_is_the_order_of_sending_and_sequences_grow()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        for (var i = 0; i < 12; i++) await ChatHost.SendAsync(client, $"m{i}");
        var (again, reply) = await _host.GreetAsync(Token(hello));
        await using var closingToo = again;
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"m{i}"), Texts(reply));
        var seqs = reply.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("seq").GetInt64()).ToList();
        Assert.Equal(seqs.Distinct().Order(), seqs);
    }

    [Fact]
    public async Task After_a_cut_the_client_gets_exactly_what_it_missed()
    {
        var (client, hello) = await _host.GreetAsync();
        var first = await ChatHost.SendAsync(client, "before the cut");
        client.Cut();
        await client.DisposeAsync();
        await _host.ReplyAsync("missed one");
        await _host.ReplyAsync("missed two");

        var (again, reply) = await _host.GreetAsync(Token(hello), after: first);
        await using var closing = again;
        Assert.False(reply.GetProperty("reset").GetBoolean());
        Assert.Equal(["missed one", "missed two"], Texts(reply));
        await _host.ReplyAsync("live again");
        Assert.Equal(["live again"], Texts(await ChatHost.FromOthersAsync(again)));
    }

    [Fact]
    public async Task A_sequence_from_nowhere_is_answered_with_nothing_new()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var reply = await ChatHost.HelloAsync(client, Token(hello), after: 1_000_000);
        Assert.Empty(Texts(reply));
        await _host.ReplyAsync("still told");
    }

    [Fact]
    public async Task A_long_conversation_comes_in_pages()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "start");
        var ticketId = await _host.NewestTicketAsync();
        await Task.WhenAll(Enumerable.Range(1, 119).Select(i => _host.ReplyAsync($"r{i}", ticketId)));

        var (again, reply) = await _host.GreetAsync(Token(hello));
        await using var closingToo = again;
        Assert.True(reply.GetProperty("reset").GetBoolean());
        Assert.True(reply.GetProperty("more").GetBoolean());
        var all = Texts(reply).ToList();
        while (reply.GetProperty("more").GetBoolean())
        {
            reply = await again.InvokeAsync("Before", reply.GetProperty("messages")[0].GetProperty("seq").GetInt64());
            all.InsertRange(0, Texts(reply));
        }

        Assert.Equal(120, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("start", all[0]);
    }

    [Fact]
    public async Task Seen_marks_go_both_ways()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        var mine = await ChatHost.SendAsync(client, "seen?");
        var ticketId = await _host.NewestTicketAsync();
        await _host.DoAsync(new MarkSeen(Actor.Agent(7, "Ana"), ticketId, mine));
        JsonElement seen;
        do seen = await client.NextAsync("seen");
        while (seen.GetProperty("byAgent").GetInt64() < mine);

        var answer = (await _host.ReplyAsync("yes")).Message!.Seq;
        await ChatHost.FromOthersAsync(client);
        await client.InvokeAsync("Seen", answer);
        await using var db = _host.Database.Open();
        Assert.Equal(answer, (await db.FindAsync<Ticket>(ticketId))!.SeenByCustomerSeq);
    }

    [Fact]
    public async Task What_agents_write_among_themselves_stays_there()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var ticketId = await _host.NewestTicketAsync();
        await _host.DoAsync(new AddNote(Actor.Agent(7, "Ana"), ticketId, "a difficult one"));
        await _host.ReplyAsync("hello to you");
        Assert.Equal(["hello to you"], Texts(await ChatHost.FromOthersAsync(client)));
        Assert.Equal(["hello", "hello to you"], Texts(await ChatHost.HelloAsync(client, Token(hello))));
    }

    [Fact]
    public async Task A_resolved_conversation_says_so_and_a_new_message_opens_it_again()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "help");
        var ticketId = await _host.NewestTicketAsync();
        await _host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), ticketId, TicketStatus.Resolved));
        await StatusAsync(client, "resolved");
        await ChatHost.SendAsync(client, "not solved");
        await StatusAsync(client, "open");
        Assert.Equal(ticketId, await _host.NewestTicketAsync());
    }

    [Fact]
    public async Task A_closed_conversation_goes_on_in_a_follow_up_and_stays_one_to_the_visitor()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "first");
        var ticketId = await _host.NewestTicketAsync();
        await _host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), ticketId, TicketStatus.Resolved));
        await _host.DoAsync(new ChangeStatus(Actor.System, ticketId, TicketStatus.Closed));
        await StatusAsync(client, "closed");
        await ChatHost.SendAsync(client, "second");
        Assert.NotEqual(ticketId, await _host.NewestTicketAsync());
        await _host.ReplyAsync("third");
        Assert.Equal(["third"], Texts(await ChatHost.FromOthersAsync(client)));
        Assert.Equal(["first", "second", "third"], Texts(await ChatHost.HelloAsync(client, Token(hello))));
    }

    [Fact]
    public async Task Visitors_hear_nothing_of_each_other()
    {
        var (ana, anaHello) = await _host.GreetAsync();
        var (ben, benHello) = await _host.GreetAsync();
        await using var closing = ana;
        await using var closingToo = ben;
        await ChatHost.SendAsync(ana, "ana's secret");
        await _host.ReplyAsync("to ana");
        List<string> anaHeard = [.. await HeardUntilAsync(ana, "to ana")];
        await ChatHost.SendAsync(ben, "ben's");
        await _host.ReplyAsync("to ben");
        // Everything each one hears counts, with one's own words: whoever else wrote is told as 'me' too, so a leak would look like an echo.
        Assert.Empty((await HeardUntilAsync(ben, "to ben")).Except(["ben's", "to ben"]));
        await ChatHost.HelloAsync(ana, Token(anaHello));
        anaHeard.AddRange(ana.Take().Where(e => e.Name == "messages").SelectMany(e => Texts(e.Argument)));
        Assert.Empty(anaHeard.Except(["ana's secret", "to ana"]));
        Assert.Equal(["ben's", "to ben"], Texts(await ChatHost.HelloAsync(ben, Token(benHello))));
        var before = await ben.InvokeAsync("Before", 1_000_000);
        Assert.Equal(["ben's", "to ben"], Texts(before));
        Assert.NotEqual(anaHello.GetProperty("visitor").GetString(), benHello.GetProperty("visitor").GetString());
    }

    /// <summary>The texts of every message told, up to and with this one.</summary>
    private static async Task<IReadOnlyList<string>> HeardUntilAsync(HubClient client, string last)
    {
        List<string> heard = [];
        while (!heard.Contains(last, StringComparer.Ordinal)) heard.AddRange(Texts(await client.NextAsync("messages")));
        return heard;
    }

    private static async Task StatusAsync(HubClient client, string status)
    {
        JsonElement told;
        do told = await client.NextAsync("status");
        while (told.GetProperty("status").GetString() != status);
    }

    private static string Token(JsonElement hello) => hello.GetProperty("token").GetString()!;

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> messages) => messages.Select(m => m.GetProperty("text").GetString()!);

    private static IEnumerable<string> Texts(JsonElement reply) => reply.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString()!);
}

public sealed class ConversationsOnSqlite() : Conversations(DatabaseKind.Sqlite);

public sealed class ConversationsOnPostgres() : Conversations(DatabaseKind.Postgres);
