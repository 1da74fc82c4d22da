using System.Globalization;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>What a site asks before the first message, over the real hub.</summary>
public sealed class Questions : IAsyncLifetime
{
    private static readonly SiteEntry NameAndMatter = new()
    {
        Name = Asked.Required,
        Email = Asked.Optional,
        About = Asked.Required,
        Choices = [new EntryChoice("cannot work", "لا أستطيع العمل"), new EntryChoice("a question")],
    };

    /// <summary>A Sunday: closed.</summary>
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(DatabaseKind.Sqlite, _time);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_answers_is_called_so_the_matter_is_declared_and_the_companys_own_fields_have_their_values()
    {
        var field = (await _host.Services.GetRequiredService<FieldCatalog>().SaveAsync(new TicketField { Name = "Order", Kind = FieldKind.Number }, default)).Value!;
        await _host.SetAsync(NameAndMatter with { Fields = [new EntryField(field.Id, IsRequired: true)] });
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        var key = field.Id.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(["name", "email", "choice", key], EntrySites.AsksOf(hello));
        var rows = await _host.RowsAsync();

        Assert.Equal("entry.required name", EntrySites.WrongOf(await client.BeginAsync("hello", null)));
        Assert.Equal("entry.email email", EntrySites.WrongOf(await client.BeginAsync("hello", new { name = "Mira", email = "mira" })));
        Assert.Equal("entry.choice choice", EntrySites.WrongOf(await client.BeginAsync("hello", new { name = "Mira", choice = "my own words" })));
        Assert.Equal($"entry.required {key}", EntrySites.WrongOf(await client.BeginAsync("hello", new { name = "Mira", choice = "a question" })));
        Assert.Equal($"entry.value {key}", EntrySites.WrongOf(await client.BeginAsync("hello", Answers("seven"))));
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await client.BeginAsync("hello", new { name = 7 })));
        Assert.Equal(rows, await _host.RowsAsync());

        var sent = await client.BeginAsync("hello", Answers("1204"));
        Assert.Equal(await _host.NewestTicketAsync(), sent.GetProperty("ticketId").GetInt64());
        var ticket = (await _host.Services.GetRequiredService<TicketQueries>().TicketAsync(await _host.NewestTicketAsync(), default))!;
        Assert.Equal(ticket, TicketHistory.Replay(await _host.Services.GetRequiredService<TicketQueries>().JournalAsync(ticket.Id, 100, default)));
        Assert.Equal(("cannot work", "1204"), (ticket.Declared, ticket.Fields[field.Id]));
        await using var db = _host.Database.Open();
        var customer = await db.Set<Customer>().SingleAsync();
        Assert.Equal(("Mira", "mira@example.org"), (customer.Name, customer.Email));

        var (again, known) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingToo = again;
        Assert.Empty(EntrySites.AsksOf(known));

        object Answers(string number) => new { name = "Mira", email = "Mira@example.org", choice = "cannot work", fields = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = number } };
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_companys_own_fields_are_called_in_the_visitors_language_before_a_chat_and_in_the_form_outside_the_hours_and_by_their_own_name_elsewhere(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind, _time);
        var wish = new TicketField
        {
            Name = "Delivery",
            Help = "As you ordered",
            Kind = FieldKind.Choice,
            Choices = [new FieldChoice(0, "Home", Names("Na dom", " ")), new FieldChoice(0, "Shop", Names("", "المتجر"))],
            Words = new Dictionary<string, FieldLabel>(StringComparer.Ordinal) { ["sl"] = new(" Dostava ", "Kot ste naročili"), ["ar"] = new("", "كما طلبت"), ["tlh"] = new("nuq") },
        };
        var field = (await host.Services.GetRequiredService<FieldCatalog>().SaveAsync(wish, default)).Value!;
        Assert.Equal(["sl", "ar"], field.Words.Keys);
        await host.SetAsync(new SiteEntry { Fields = [new EntryField(field.Id)], Hours = SiteHours.Team, Outside = OutsideHours.Form });

        Assert.Equal("Dostava|Kot ste naročili|Na dom,Shop", await AskedAsync("sl"));
        Assert.Equal("Delivery|كما طلبت|Home,المتجر", await AskedAsync("ar"));
        Assert.Equal("Delivery|As you ordered|Home,Shop", await AskedAsync("en"));

        async Task<string> AskedAsync(string language)
        {
            await using var client = await host.ConnectAsync();
            var entry = (await client.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, lang = language })).GetProperty("entry");
            var said = new[] { "fields", "away" }.Select(form => entry.GetProperty(form).EnumerateArray().Single(ask => ask.GetProperty("kind").GetString() == "choice"))
                .Select(ask => $"{ask.GetProperty("label").GetString()}|{ask.GetProperty("help").GetString()}|{string.Join(',', ask.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("label").GetString()))}");
            return Assert.Single(said.Distinct());
        }

        static Dictionary<string, string> Names(string sl, string ar) => new(StringComparer.Ordinal) { ["sl"] = sl, ["ar"] = ar };
    }

    [Fact]
    public async Task An_address_that_somebody_types_finds_nobody_opens_nothing_and_joins_no_profiles()
    {
        await _host.SetAsync(new SiteEntry { Email = Asked.Required });
        await _host.DoAsync(new CustomerWrites(Actor.Customer(0, "Mira"), TicketChannel.Email, "a letter", "m1", Who: new NewCustomer(IdentityKind.Email, "mira@example.org", "Mira")));
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await client.BeginAsync("I am Mira, believe me", new { email = "mira@example.org" });

        await using var db = _host.Database.Open();
        Assert.Equal(2, (await db.Set<Customer>().ToListAsync()).Select(customer => customer.ProfileId).Distinct().Count());
        Assert.Equal(1, await db.Set<CustomerIdentity>().CountAsync(identity => identity.Kind == IdentityKind.Email));
        var (again, known) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingToo = again;
        Assert.Equal(["I am Mira, believe me"], known.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Outside_the_hours_a_question_is_left_with_an_address_once_however_often_it_is_sent_and_the_talk_goes_on_in_its_ticket()
    {
        await _host.SetAsync(new SiteEntry { Hours = SiteHours.Team, Outside = OutsideHours.Form });
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        Assert.Equal([[], ["name", "email"]], new[] { EntrySites.AsksOf(hello), EntrySites.AsksOf(hello, "away") });
        Assert.Equal("entry.required name", EntrySites.WrongOf(await client.BeginAsync("hello", null)));
        Assert.Equal("entry.required email", EntrySites.WrongOf(await client.BeginAsync("hello", new { name = "Mira" })));

        var about = new { name = "Mira", email = "mira@example.org" };
        var first = await client.BeginAsync("where is my order?", about, "c1");
        var repeat = await client.BeginAsync("where is my order?", about, "c1");
        Assert.Equal(first.ToString(), repeat.ToString());
        await ChatHost.SendAsync(client, "it is the blue one");
        Assert.Equal(1, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }

    [Fact]
    public async Task Who_wrote_before_is_asked_outside_the_hours_for_an_address_alone_and_only_where_none_is_known()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        await _host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), await _host.NewestTicketAsync(), TicketStatus.Resolved));
        Assert.Equal("{}", (await client.InvokeAsync("Judge", true)).ToString());
        await _host.SetAsync(NameAndMatter with { Hours = SiteHours.Team, Outside = OutsideHours.Form });
        var token = hello.GetProperty("token").GetString();
        var (again, known) = await _host.GreetAsync(token);
        await using var closingToo = again;
        Assert.Equal([[], ["email"]], new[] { EntrySites.AsksOf(known), EntrySites.AsksOf(known, "away") });
        Assert.Equal("entry.required email", EntrySites.WrongOf(await again.BeginAsync("hello again", null)));
        var left = await again.BeginAsync("hello again", new { email = "mira@example.org", name = "Somebody else" });
        Assert.True(left.TryGetProperty("seq", out _), left.ToString());

        var (third, asked) = await _host.GreetAsync(token);
        await using var closingThird = third;
        Assert.Empty(EntrySites.AsksOf(asked, "away"));
        await using var db = _host.Database.Open();
        var customer = await db.Set<Customer>().SingleAsync();
        Assert.Equal("mira@example.org", customer.Email);
        Assert.StartsWith("Visitor", customer.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_no_answers_is_refused_by_name()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        string[] wrong =
        [
            "[]", """{ "fields": 3 }""", """{ "email": "a\u0000b@c.de" }""", """{ "name": "\ud800" }""",
            $$"""{ "fields": { {{string.Join(',', Enumerable.Range(1, SiteEntry.MaxFields + 1).Select(key => $"\"{key}\": \"1\""))}} } }""",
            $$"""{ "name": "{{new string('x', FieldRules.MaxValueLength + 1)}}" }""",
        ];
        foreach (var about in wrong) Assert.Equal("chat.malformed", ChatHost.CodeOf(await client.InvokeTextAsync("Send", $$"""{ "clientId": "c", "text": "t", "about": {{about}} }""")));
    }
}
