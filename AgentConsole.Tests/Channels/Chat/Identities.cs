using System.Text.Json;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Who a visitor is, where the site's server has signed for it.</summary>
public sealed class Identities
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_was_written_without_a_name_is_the_persons_on_each_device_and_goes_on_in_the_same_ticket(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var secret = await SecretAsync(host);
        var (phone, nobody) = await host.GreetAsync();
        await using var closing = phone;
        await ChatHost.SendAsync(phone, "before I signed in");
        var ticket = await host.NewestTicketAsync();
        var proof = SignedVisitor.Sign(secret, "42", "Mira Novak", "mira@example.org");

        var known = await IdentifyAsync(phone, proof, Token(nobody));
        var (laptop, other) = await host.GreetAsync();
        await using var closingToo = laptop;
        var same = await IdentifyAsync(laptop, proof, Token(other));
        await ChatHost.SendAsync(laptop, "and after");

        Assert.True(known.GetProperty("identified").GetBoolean());
        Assert.Equal(Visitor(known), Visitor(same));
        Assert.NotEqual(Visitor(nobody), Visitor(known));
        Assert.Equal(["before I signed in"], TextsOf(same));
        Assert.Equal(ticket, await host.NewestTicketAsync());
        var heard = (await phone.NextAsync("messages")).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString());
        Assert.Equal(["and after"], heard);
        await using var db = host.Database.Open();
        var customer = await db.Set<Customer>().SingleAsync();
        Assert.Equal(("Mira Novak", "mira@example.org"), (customer.Name, customer.Email));
        Assert.True(await db.Set<CustomerIdentity>().AnyAsync(identity => identity.Kind == IdentityKind.Email && identity.Value == "mira@example.org"));
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_second_conversation_without_a_name_joins_the_first_in_one_profile_and_nobody_else_reads_either(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var secret = await SecretAsync(host);
        var proof = SignedVisitor.Sign(secret, "42", "Mira");
        var (first, hello) = await host.GreetAsync();
        await using var closing = first;
        await IdentifyAsync(first, proof, Token(hello));
        await ChatHost.SendAsync(first, "from the phone");
        var (second, strange) = await host.GreetAsync();
        await using var closingToo = second;
        await ChatHost.SendAsync(second, "from the laptop");
        var later = await host.NewestTicketAsync();

        var joined = await IdentifyAsync(second, proof, Token(strange));
        await ChatHost.SendAsync(second, "goes on");

        Assert.Equal(["from the phone", "from the laptop"], TextsOf(joined));
        Assert.Equal(later, await host.NewestTicketAsync());
        await using var db = host.Database.Open();
        Assert.Single((await db.Set<Customer>().ToListAsync()).Select(customer => customer.ProfileId).Distinct());
        var (left, empty) = await host.GreetAsync(Token(strange));
        await using var closingThird = left;
        Assert.Empty(TextsOf(empty));
        await host.ReplyAsync("an answer", later);
        Assert.Equal("an answer", (await ChatHost.FromOthersAsync(first))[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Whoever_has_the_signed_address_is_the_same_customer_for_agents_and_their_other_mail_stays_unread_by_the_visitor()
    {
        await using var host = await ChatHost.StartAsync();
        var secret = await SecretAsync(host);
        await host.DoAsync(new CustomerWrites(Actor.Customer(0, "Mira"), TicketChannel.Email, "a letter", "m1", Who: new NewCustomer(IdentityKind.Email, "mira@example.org", "Mira")));
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;

        await IdentifyAsync(client, SignedVisitor.Sign(secret, "42", "Mira", "Mira@Example.org"), Token(hello));
        await ChatHost.SendAsync(client, "a chat");

        await using var db = host.Database.Open();
        Assert.Single((await db.Set<Customer>().ToListAsync()).Select(customer => customer.ProfileId).Distinct());
        var again = await IdentifyAsync(client, SignedVisitor.Sign(secret, "42", "Mira", "Mira@Example.org"), null);
        Assert.Equal(["a chat"], TextsOf(again));
    }

    [Fact]
    public async Task Profiles_that_an_agent_took_apart_stay_apart_however_often_the_person_comes_back()
    {
        await using var host = await ChatHost.StartAsync();
        var secret = await SecretAsync(host);
        await host.DoAsync(new CustomerWrites(Actor.Customer(0, "Mira"), TicketChannel.Email, "a letter", "m1", Who: new NewCustomer(IdentityKind.Email, "mira@example.org", "Mira")));
        var proof = SignedVisitor.Sign(secret, "42", "Mira", "mira@example.org");
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        var known = await IdentifyAsync(client, proof, Token(hello));
        await ChatHost.SendAsync(client, "a chat");
        await using var db = host.Database.Open();
        var part = (await db.Set<Customer>().SingleAsync(customer => customer.MergedInto != null)).Id;
        await host.DoAsync(new UnmergeCustomer(Actor.Agent(7, "Ana"), part));

        await IdentifyAsync(client, proof, Token(known));
        await ChatHost.SendAsync(client, "again");

        Assert.All(await db.Set<Customer>().ToListAsync(), customer => Assert.Equal(customer.Id, customer.ProfileId));
    }

    [Fact]
    public async Task After_a_sign_out_neither_a_new_greeting_nor_the_token_of_before_reads_a_word_or_a_conversation_of_the_person_and_none_is_heard()
    {
        await using var host = await ChatHost.StartAsync();
        var secret = await SecretAsync(host);
        var (tab, nobody) = await host.GreetAsync();
        await using var closing = tab;
        await ChatHost.SendAsync(tab, "before I signed in");
        var known = await IdentifyAsync(tab, SignedVisitor.Sign(secret, "42", "Mira"), Token(nobody));
        await ChatHost.SendAsync(tab, "a secret");
        var ticket = await host.NewestTicketAsync();

        var next = await ChatHost.HelloAsync(tab);
        var (before, empty) = await host.GreetAsync(Token(nobody));
        await using var closingToo = before;

        Assert.Equal(3, new[] { Visitor(nobody), Visitor(known), Visitor(next) }.Distinct().Count());
        foreach (var (client, hello) in new[] { (tab, next), (before, empty) })
        {
            Assert.Empty(TextsOf(hello));
            Assert.Empty((await client.InvokeAsync("Conversations")).GetProperty("conversations").EnumerateArray());
            Assert.Equal("ticket.not_found", ChatHost.CodeOf(await client.InvokeAsync("Conversation", new { ticketId = ticket })));
        }

        await host.ReplyAsync("for Mira alone", ticket);
        foreach (var client in new[] { tab, before })
        {
            await ChatHost.SendAsync(client, "somebody else");
            await host.ReplyAsync("for whoever is here now");
            Assert.Equal("for whoever is here now", Assert.Single(await ChatHost.FromOthersAsync(client)).GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task What_the_secret_did_not_sign_is_refused_and_stores_nothing()
    {
        await using var host = await ChatHost.StartAsync();
        await using var client = await host.ConnectAsync();
        Assert.Equal("chat.identity_off", ChatHost.CodeOf(await HelloAsync(client, SignedVisitor.Sign("none", "42"), null)));
        var secret = await SecretAsync(host);
        var rows = await host.RowsAsync();
        var proof = JsonSerializer.SerializeToNode(SignedVisitor.Sign(secret, "42", "Mira", "mira@example.org"))!.AsObject();
        foreach (var (field, lie) in new (string, string)[] { ("id", "43"), ("name", "Mirа"), ("email", "eve@example.org"), ("hmac", new string('0', 64)) })
        {
            var forged = proof.DeepClone();
            forged[field] = lie;
            Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, forged, null)));
        }

        var later = proof.DeepClone();
        later["at"] = proof["at"]!.GetValue<long>() + 1;
        Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, later, null)));
        // One text of fields pushed together must not pass for another.
        Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, SignedVisitor.Sign(secret, "42\nMira"), null)));
        Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, new { id = 42 }, null)));
        Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, "42", null)));
        Assert.Equal(rows, await host.RowsAsync());
        Assert.False((await HelloAsync(client, proof, null)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_proof_makes_somebody_of_nobody_for_five_minutes_and_is_no_hindrance_to_who_they_are_already()
    {
        var time = new FakeTime();
        await using var host = await ChatHost.StartAsync(time: time);
        var secret = await SecretAsync(host);
        await using var client = await host.ConnectAsync();
        var proof = SignedVisitor.Sign(secret, "42", "Mira", at: time.GetUtcNow());
        var token = Token(await IdentifyAsync(client, proof, null));

        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("chat.identity_expired", ChatHost.CodeOf(await HelloAsync(client, proof, null)));
        Assert.Equal("chat.identity_expired", ChatHost.CodeOf(await HelloAsync(client, SignedVisitor.Sign(secret, "42", at: time.GetUtcNow().AddMinutes(6)), null)));
        Assert.False((await HelloAsync(client, proof, token)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task A_new_secret_ends_the_old_one_at_once_and_the_audit_says_so_without_it()
    {
        await using var host = await ChatHost.StartAsync();
        var old = await SecretAsync(host);
        var fresh = await SecretAsync(host);
        await using var client = await host.ConnectAsync();

        Assert.Equal("chat.identity_invalid", ChatHost.CodeOf(await HelloAsync(client, SignedVisitor.Sign(old, "42"), null)));
        Assert.False((await HelloAsync(client, SignedVisitor.Sign(fresh, "42"), null)).TryGetProperty("error", out _));
        await using var db = host.Database.Open();
        var told = await db.Set<AuditRow>().Where(row => row.Thing == AuditThing.Site).ToListAsync();
        Assert.Equal(2, told.Count);
        Assert.All(told, row => Assert.Contains("identitySecret", row.Changes, StringComparison.Ordinal));
        var everywhere = string.Concat(told.Select(row => row.Changes)) + string.Concat(await db.Set<SiteSecret>().Select(secret => secret.Protected).ToListAsync());
        Assert.DoesNotContain(old, everywhere, StringComparison.Ordinal);
        Assert.DoesNotContain(fresh, everywhere, StringComparison.Ordinal);
    }

    private static async Task<string> SecretAsync(ChatHost host)
    {
        var site = (await host.Services.GetRequiredService<SiteCatalog>().ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        return (await host.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
    }

    private static async Task<JsonElement> IdentifyAsync(HubClient client, object proof, string? token)
    {
        var reply = await HelloAsync(client, proof, token);
        Assert.False(reply.TryGetProperty("error", out var error), error.ToString());
        return reply;
    }

    private static Task<JsonElement> HelloAsync(HubClient client, object identity, string? token) =>
        client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, token, lang = "en", identity });

    private static string Token(JsonElement hello) => hello.GetProperty("token").GetString()!;

    private static string Visitor(JsonElement hello) => hello.GetProperty("visitor").GetString()!;

    private static List<string> TextsOf(JsonElement hello) => [.. hello.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!)];
}
