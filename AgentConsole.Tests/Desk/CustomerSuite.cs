using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>Profiles: edited, merged, taken apart, erased; on each database.</summary>
public abstract class CustomerSuite(DatabaseKind kind) : OnEachDesk(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private CustomerProfiles Profiles => Host.Services.GetRequiredService<CustomerProfiles>();

    [Fact]
    public async Task An_edit_is_recorded_field_by_field_and_told_to_the_tickets()
    {
        var maja = await OpenAsync("v1", "Maja");
        using var live = Host.Live.Subscribe();
        var details = (await DetailsAsync(maja)) with { Name = " Maja Čeh ", Email = "Maja@Example.test", Tier = CustomerTier.Gold, IsVip = true, Notes = "Likes tea", Attributes = [new("Size", "42")] };

        await Host.DoAsync(new EditCustomer(Ana, maja, details, 0));

        var profile = (await Profiles.FindAsync(maja, default))!;
        Assert.Equal(("Maja Čeh", "maja@example.test", CustomerTier.Gold, true, "Likes tea", 1), (profile.Customer.Name, profile.Customer.Email, profile.Customer.Tier, profile.Customer.IsVip, profile.Customer.Notes, profile.Customer.Version));
        Assert.Equal([new CustomerAttribute("Size", "42")], profile.Customer.Attributes);
        var row = Assert.Single(profile.Log);
        Assert.Equal("Ana", row.AgentName);
        Assert.Equal(["Name", "Email", "Tier", "Vip", "Notes", "Attributes"], Assert.IsType<ProfileEdited>(row.Event()).Changes.Select(change => change.Field));
        Assert.Contains((await Host.Queries.JournalAsync(1, 100, default)).Select(entry => entry.Event), what => what is CustomerChanged { Act: CustomerAct.Edited });
        Assert.True(((await live.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit)).Changes[1] & (ulong)TicketChanges.Customer) != 0);
        await ShouldBeItsFoldAsync(1);
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_changed_meanwhile_is_refused_and_one_that_changes_nothing_writes_nothing()
    {
        var maja = await OpenAsync("v1", "Maja");
        var details = await DetailsAsync(maja);
        await Host.DoAsync(new EditCustomer(Ana, maja, details with { Company = "Tern" }, 0));
        var head = Host.Live.Head;

        Assert.Equal("customer.changed", (await Host.TryAsync(new EditCustomer(Ana, maja, details with { Company = "Gull" }, 0))).Refusal!.Code);
        await Host.DoAsync(new EditCustomer(Ana, maja, details with { Company = " Tern " }, 1));

        Assert.Equal(head, Host.Live.Head);
        Assert.Equal("Tern", (await Profiles.FindAsync(maja, default))!.Customer.Company);
    }

    public static TheoryData<string, CustomerDetails> Wrong
    {
        get
        {
            var good = new CustomerDetails("Maja", null, null, null, CustomerTier.Standard, false, null, []);
            return new()
            {
                { "customer.name", good with { Name = "  " } },
                { "customer.name", good with { Name = new string('x', 121) } },
                { "customer.name", good with { Name = "a\0b" } },
                { "customer.contact", good with { Email = "nobody" } },
                { "customer.company", good with { Company = new string('x', 201) } },
                { "customer.language", good with { Language = "not a language" } },
                { "customer.notes", good with { Notes = new string('x', 4001) } },
                { "customer.tier", good with { Tier = (CustomerTier)9 } },
                { "customer.attributes", good with { Attributes = [new("a", "1"), new("A", "2")] } },
                { "customer.attributes", good with { Attributes = [new("", "1")] } },
                { "customer.attributes", good with { Attributes = [new("a", new string('x', 501))] } },
                { "customer.attributes_many", good with { Attributes = [.. Enumerable.Range(0, 31).Select(i => new CustomerAttribute($"a{i}", "x"))] } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_can_not_be_is_refused_by_name(string code, CustomerDetails details)
    {
        var maja = await OpenAsync("v1", "Maja");
        Assert.Equal(code, (await Host.TryAsync(new EditCustomer(Ana, maja, details, 0))).Refusal!.Code);
    }

    [Fact]
    public async Task Merged_profiles_show_one_time_line_and_the_kept_name_and_taken_apart_they_are_what_they_were()
    {
        var (maja, other) = (await OpenAsync("v1", "Maja"), await OpenAsync("v2", "M. Čeh"));
        var before = await StateAsync();

        await Host.DoAsync(new MergeCustomers(Ana, maja, other));

        var merged = (await Profiles.FindAsync(other, default))!;
        Assert.Equal((maja, "Maja"), (merged.Customer.Id, merged.Customer.Name));
        Assert.Equal([2L, 1L], (await Profiles.TimeLineAsync(merged, long.MaxValue, 10, default)).Select(ticket => ticket.Id));
        Assert.Equal("Maja", (await Host.Queries.ProfileAsync((await Host.Queries.TicketAsync(2, default))!.CustomerId, default))!.Name);
        Assert.Equal(2, (await Host.Queries.TicketsOfCustomerAsync(other, 10, default)).Count);
        // Each browser goes on in its own conversation: a mistaken merge shows nobody another's words.
        Assert.Equal(other, (await Host.OpenAsync("more", "v2")).Ticket.CustomerId);

        await Host.DoAsync(new UnmergeCustomer(Ana, other));

        Assert.Equal(before, await StateAsync());
        Assert.Equal([2L], (await Profiles.TimeLineAsync((await Profiles.FindAsync(other, default))!, long.MaxValue, 10, default)).Select(ticket => ticket.Id));
        await ShouldBeItsFoldAsync(2);
    }

    [Fact]
    public async Task What_a_customer_is_known_by_is_added_and_taken_away_with_a_record_and_each_is_taken_back_exactly()
    {
        var (maja, other) = (await OpenAsync("v1", "Maja"), await OpenAsync("v2", "Bor"));
        await Host.DoAsync(new AddIdentity(Ana, maja, " Maja@Example.test "));
        await Host.DoAsync(new AddIdentity(Ana, maja, "+386 1 234 567"));
        await Host.DoAsync(new AddIdentity(Ana, maja, "@maja"));
        Assert.Equal([(IdentityKind.Email, "maja@example.test"), (IdentityKind.Phone, "+3861234567"), (IdentityKind.Handle, "@maja")], await KnownAsync(maja));

        var head = Host.Live.Head;
        await Host.DoAsync(new AddIdentity(Ana, maja, "maja@example.test"));
        Assert.Equal(head, Host.Live.Head);
        var taken = (await Host.TryAsync(new AddIdentity(Ana, other, "MAJA@example.test"))).Refusal!;
        Assert.Equal(("customer.identity_taken", maja), (taken.Code, (long)taken.Arguments[1]!));
        Assert.Equal("customer.identity_gone", (await Host.TryAsync(new RemoveIdentity(Ana, other, IdentityKind.Handle, "@maja"))).Refusal?.Code);
        Assert.Equal("customer.identity_gone", (await Host.TryAsync(new RemoveIdentity(Ana, maja, IdentityKind.Visitor, "v1"))).Refusal?.Code);
        foreach (var wrong in new[] { "", "two words", "a\u202eb", "...", new string('x', 255) }) Assert.Equal("customer.identity", (await Host.TryAsync(new AddIdentity(Ana, maja, wrong))).Refusal?.Code);

        // Whoever writes from it is the customer, until it is not theirs any more.
        Assert.Equal(maja, await ByMailAsync("maja@example.test"));
        await Host.DoAsync(new RemoveIdentity(Ana, maja, IdentityKind.Handle, "@maja"));
        await Host.DoAsync(new AddIdentity(Ana, maja, "@maja"));
        Assert.Equal(3, (await KnownAsync(maja)).Count);
        await Host.DoAsync(new RemoveIdentity(Ana, maja, IdentityKind.Email, "maja@example.test"));
        Assert.NotEqual(maja, await ByMailAsync("maja@example.test"));

        var log = (await Profiles.FindAsync(maja, default))!.Log;
        Assert.Equal(6, log.Count);
        Assert.Equal(new ProfileKnownBy(IdentityKind.Email, "maja@example.test", IsAdded: false, maja), log[0].Event());
        await ShouldBeItsFoldAsync(1);
        await Host.DoAsync(new EraseCustomer(Ana, maja));
        Assert.DoesNotContain("@maja", string.Concat((await Profiles.FindAsync(maja, default))!.Log.Select(row => row.Data)), StringComparison.Ordinal);
    }

    private async Task<List<(IdentityKind, string)>> KnownAsync(long customer) =>
        [.. (await Profiles.FindAsync(customer, default))!.Identities.Where(identity => identity.Kind != IdentityKind.Visitor).Select(identity => (identity.Kind, identity.Value))];

    private async Task<long> ByMailAsync(string address) => (await Host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "Hello", Who: new NewCustomer(IdentityKind.Email, address, "Maja")))).Ticket.CustomerId;

    [Fact]
    public async Task The_tier_of_the_kept_profile_counts_for_the_tickets_of_both()
    {
        var (maja, other) = (await OpenAsync("v1", "Maja"), await OpenAsync("v2", "M. Čeh"));
        await Host.DoAsync(new EditCustomer(Ana, maja, (await DetailsAsync(maja)) with { Tier = CustomerTier.Platinum }, 0));
        await Host.DoAsync(new MergeCustomers(Ana, maja, other));

        Assert.Equal(CustomerTier.Platinum, (await Host.Queries.ProfileAsync(other, default))!.Tier);
        Assert.Equal([1L, 2L], await PlatinumAsync());
        await Host.DoAsync(new UnmergeCustomer(Ana, other));
        Assert.Equal([1L], await PlatinumAsync());
        Assert.Equal(CustomerTier.Standard, (await Host.Queries.ProfileAsync(other, default))!.Tier);
    }

    [Fact]
    public async Task After_any_history_of_merges_taking_each_apart_gives_exactly_the_customers_that_were()
    {
        const int people = 6;
        for (var i = 0; i < people; i++) await OpenAsync($"v{i}", $"P{i}");
        var before = await StateAsync();
        for (var round = 0; round < 5; round++)
        {
            var dice = new Random(round);
            var states = new Stack<(long Undo, string State)>();
            for (var step = 0; step < 12; step++)
            {
                var (a, b) = (dice.Next(1, people + 1), dice.Next(1, people + 1));
                var state = await StateAsync();
                var other = (await Profiles.FindAsync(b, default))!.Customer.Id;
                if ((await Host.TryAsync(new MergeCustomers(Ana, a, b))).Succeeded) states.Push((other, state));
                await Host.OpenAsync("and more", $"v{dice.Next(people)}");
            }

            Assert.NotEmpty(states);
            while (states.TryPop(out var last))
            {
                await Host.DoAsync(new UnmergeCustomer(Ana, last.Undo));
                Assert.Equal(last.State, await StateAsync());
            }
        }

        Assert.Equal(before, await StateAsync());
        for (var ticket = 1; ticket <= people; ticket++) await ShouldBeItsFoldAsync(ticket);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (maja, other) = (await OpenAsync("v1", "Maja"), await OpenAsync("v2", "M. Čeh"));

        Assert.Equal("customer.same", (await Host.TryAsync(new MergeCustomers(Ana, maja, maja))).Refusal!.Code);
        Assert.Equal("customer.unknown", (await Host.TryAsync(new MergeCustomers(Ana, maja, 99))).Refusal!.Code);
        Assert.Equal("customer.not_merged", (await Host.TryAsync(new UnmergeCustomer(Ana, maja))).Refusal!.Code);
        await Host.DoAsync(new MergeCustomers(Ana, maja, other));
        Assert.Equal("customer.same", (await Host.TryAsync(new MergeCustomers(Ana, other, maja))).Refusal!.Code);
        await Host.DoAsync(new EraseCustomer(Ana, maja));
        Assert.Equal("customer.unknown", (await Host.TryAsync(new UnmergeCustomer(Ana, other))).Refusal!.Code);
    }

    [Fact]
    public async Task Those_who_are_likely_the_same_are_suggested_with_the_reason()
    {
        var maja = await OpenAsync("v1", "Maja Čeh");
        await Host.DoAsync(new EditCustomer(Ana, maja, (await DetailsAsync(maja)) with { Email = "maja@example.test" }, 0));
        var byMail = await WriteAsync(IdentityKind.Email, "maja@example.test", "M.");
        var byName = await WriteAsync(IdentityKind.Handle, "@m", "MAJA  CEH");
        var (phone, abroad) = (await WriteAsync(IdentityKind.Phone, "041234567", "X"), await WriteAsync(IdentityKind.Phone, "+38641234567", "Y"));
        await OpenAsync("v9", "Somebody Else");

        Assert.Equal([(byMail, AlikeBy.Email), (byName, AlikeBy.Name)], await SuggestedAsync(maja));
        Assert.Equal([(abroad, AlikeBy.Phone)], await SuggestedAsync(phone));
        await Host.DoAsync(new MergeCustomers(Ana, maja, byMail));
        Assert.Equal([(byName, AlikeBy.Name)], await SuggestedAsync(byMail));
    }

    [Fact]
    public async Task A_person_who_is_erased_is_nowhere_any_more_and_that_it_was_done_stays()
    {
        const string secret = "Zvonimira";
        var shelf = Host.Services.GetRequiredService<FileShelf>();
        var file = (await shelf.AddAsync(FileOwner.Visitor("v1"), $"{secret}.png", new MemoryStream(SomeFile.Picture), default)).Value!;
        var maja = (await Host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, secret), TicketChannel.Chat, $"I am {secret}", "c1", Who: new(IdentityKind.Visitor, "v1", secret), Declared: secret)
        {
            Attached = new AttachedFiles(FileOwner.Visitor("v1"), [file.Key]),
        })).Ticket.CustomerId;
        await Host.DoAsync(new AgentReplies(Ana, 1, $"Hello {secret}"));
        await Host.DoAsync(new AddNote(Ana, 1, $"{secret} again"));
        await Host.DoAsync(new ChangeSubject(Ana, 1, $"About {secret}"));
        await Host.DoAsync(new EditCustomer(Ana, maja, (await DetailsAsync(maja)) with { Email = $"{secret}@example.test", Company = secret, Notes = secret, Attributes = [new(secret, secret)] }, 0));
        var other = await WriteAsync(IdentityKind.Email, $"{secret}@example.test".ToLowerInvariant(), secret);
        await Host.DoAsync(new MergeCustomers(Ana, maja, other));
        await Host.DoAsync(new BanVisitor(Ana, maja, $"Because {secret}", AgentConsole.People.Bans.BanLength.Day, WithAddress: true));
        await OpenAsync("v2", "Bystander");
        await FoundAsync(secret, 2);

        await Host.DoAsync(new EraseCustomer(Ana, other));
        await shelf.SweepAsync(default);

        foreach (var table in new[] { "Customers", "CustomerIdentities", "CustomerLog", "Tickets", "Messages", "Journal", "Attachments", "Bans", "Audit" }) await ShouldNotHoldAsync(table, secret);
        Assert.Null(await shelf.FindAsync(file.Key, default));
        Assert.Equal(0, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Blobs" """));
        await FoundAsync(secret, 0);
        var profile = (await Profiles.FindAsync(maja, default))!;
        Assert.NotNull(profile.Customer.ErasedAt);
        Assert.Equal(("Ana", 2), (profile.Log[0].AgentName, Assert.IsType<ProfileErased>(profile.Log[0].Event()).Tickets));
        await ShouldBeItsFoldAsync(1);
        await ShouldBeItsFoldAsync(2);
        // The bystander is as before, and whoever writes on with the erased person's browser is somebody new.
        Assert.Equal("Bystander", (await Profiles.FindAsync(3, default))!.Customer.Name);
        Assert.Equal(4, (await Host.OpenAsync("Hello again", "v1")).Ticket.CustomerId);
        Assert.Equal("customer.unknown", (await Host.TryAsync(new CustomerWrites(Actor.Customer(maja, "x"), TicketChannel.Chat, "still me"))).Refusal!.Code);
    }

    /// <summary>The tickets that a view of the best customers shows.</summary>
    private Task<List<long>> PlatinumAsync() => new ConditionQuery(Database.Provider, TimeProvider.System).FindAsync(
        CompiledCondition.Of(new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Platinum"])), TicketStatus.Spam, default);

    private async Task<long> OpenAsync(string visitor, string name) => await WriteAsync(IdentityKind.Visitor, visitor, name);

    private async Task<long> WriteAsync(IdentityKind by, string value, string name) =>
        (await Host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, name), by == IdentityKind.Visitor ? TicketChannel.Chat : TicketChannel.Email, "Hello", Who: new NewCustomer(by, value, name)))).Ticket.CustomerId;

    private async Task<CustomerDetails> DetailsAsync(long id) => CustomerDetails.Of((await Profiles.FindAsync(id, default))!.Customer);

    private async Task<IEnumerable<(long, AlikeBy)>> SuggestedAsync(long id) =>
        (await Profiles.SuggestAsync((await Profiles.FindAsync(id, default))!, default)).Select(suggestion => (suggestion.Customer.Id, suggestion.By));

    /// <summary>Every customer and every address as they are stored.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = Database.Open();
        var customers = await db.Set<Customer>().OrderBy(customer => customer.Id).ToListAsync();
        var identities = await db.Set<CustomerIdentity>().OrderBy(identity => identity.Kind).ThenBy(identity => identity.Value).ToListAsync();
        return string.Join('\n', customers.Select(customer => (customer with { Attributes = [] }).ToString()).Concat(identities.Select(identity => identity.ToString())));
    }

    private async Task ShouldBeItsFoldAsync(long ticket) =>
        Assert.Equal(await Host.Queries.TicketAsync(ticket, default), TicketHistory.Replay(await Host.Queries.JournalAsync(ticket, 1000, default)));

    private async Task ShouldNotHoldAsync(string table, string text)
    {
        await using var connection = await Database.Provider.OpenAsync(default);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own table names.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                Assert.False(reader.GetValue(i).ToString()!.Contains(text, StringComparison.OrdinalIgnoreCase), $"{table}.{reader.GetName(i)} still holds it: {reader.GetValue(i)}");
        }
    }

    /// <summary>Waits until the search finds a word in so many tickets: the index follows the journal.</summary>
    private async Task FoundAsync(string word, int tickets)
    {
        var indexer = Host.Services.GetRequiredService<SearchIndexer>();
        while (indexer.Seq < Host.Live.Head)
        {
            var moved = new TaskCompletionSource();
            void Moved() => moved.TrySetResult();
            indexer.Moved += Moved;
            if (indexer.Seq < Host.Live.Head) await moved.Task.WaitAsync(DeskHost.Limit);
            indexer.Moved -= Moved;
        }

        Assert.Equal(tickets, (await Host.Services.GetRequiredService<TicketSearch>().FindAsync(new SearchQuery(word), default)).Found.Count);
    }
}

public sealed class CustomerSuiteOnSqlite() : CustomerSuite(DatabaseKind.Sqlite);

public sealed class CustomerSuiteOnPostgres() : CustomerSuite(DatabaseKind.Postgres);
