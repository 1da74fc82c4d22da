using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Conditions;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Life;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Customer = AgentConsole.People.Customer;

namespace AgentConsole.Tests.Tickets.Views;

/// <summary>A saved view's window is what its condition says, whatever happens while somebody looks, and when time alone changes it.</summary>
public sealed class LiveViewTests() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private const int Agent = 7;

    private static readonly Actor Ana = Actor.Agent(Agent, "Ana");
    private static readonly string[] NotClosed = ["New", "Open", "Pending", "OnHold", "Resolved"];

    private readonly FakeTime _time = new();

    [Fact]
    public async Task After_any_history_every_watched_view_is_what_its_condition_says()
    {
        await using var host = await DeskHost.StartAsync(Database);
        var field = (await host.Services.GetRequiredService<FieldCatalog>().SaveAsync(new TicketField { Name = "Text" }, CancellationToken.None)).Value!;
        var tags = new List<long>();
        foreach (var name in new[] { "one", "two" }) tags.Add((await host.Services.GetRequiredService<TicketCatalog>().AddTagAsync(name)).Id);
        for (var i = 0; i < 12; i++) await host.OpenAsync(i % 2 == 0 ? "outage" : "a", $"v{i}");
        Condition[] conditions =
        [
            new FieldTest(ConditionField.CustomText, ConditionOperator.AnyOf, ["a"], FieldId: field.Id),
            new AllOf([new FieldTest(ConditionField.Priority, ConditionOperator.AnyOf, ["3", "4"]), new FieldTest(ConditionField.Status, ConditionOperator.AnyOf, NotClosed)]),
            new AnyOf([new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, [$"{tags[0]}"]), new FieldTest(ConditionField.Assignee, ConditionOperator.AnyOf, [FieldTest.Me])]),
            .. Gen.Sample(SomeConditions.Any, 8, 60),
        ];
        await using var counting = host.Inbox.Watch(Query(null), 0, 5);
        counting.CountAlso([.. conditions.Select(condition => ViewFilter.Of(condition, Agent, [2]))]);
        var watches = conditions.Select(condition => host.Inbox.Watch(Query(condition), 0, 50)).ToList();
        foreach (var watch in watches) await watch.NextAsync(default);

        var commands = Gen.Choose(1, 12).SelectMany(ticket => Gen.OneOf<TicketCommand>(
            Gen.Choose(1, 4).Select(priority => (TicketCommand)new ChangePriority(Ana, ticket, priority)),
            Gen.Elements(TicketStatus.Open, TicketStatus.Pending, TicketStatus.Resolved, TicketStatus.Spam).Select(status => (TicketCommand)new ChangeStatus(Ana, ticket, status)),
            Gen.Elements<long?>(null, 2, 3).Select(team => (TicketCommand)new AssignTeam(Ana, ticket, team)),
            Gen.Elements<long?>(null, Agent, 8).Select(agent => (TicketCommand)new Assign(Ana, ticket, agent)),
            Gen.SubListOf(tags.ToArray()).Select(some => (TicketCommand)new ChangeTags(Ana, ticket, [.. some], [.. tags.Except(some)])),
            Gen.Elements("a", "outage", "").Select(value => (TicketCommand)new ChangeField(Ana, ticket, field.Id, value)),
            Gen.Constant<TicketCommand>(new Snooze(Ana, ticket, null)),
            Gen.Constant<TicketCommand>(new EndSnooze(Ana, ticket)),
            Gen.Constant<TicketCommand>(new AgentReplies(Ana, ticket, "Done"))));
        long seq = 0;
        foreach (var command in Gen.Sample(commands, 150, 30)) if (await host.TryAsync(command) is { Succeeded: true, Value: var done }) seq = Math.Max(seq, done.Seq);
        await UntilAsync(host.Inbox, () => host.Inbox.Seq >= seq);

        await using var db = await host.Contexts.CreateDbContextAsync();
        var tickets = await (from ticket in db.Set<Ticket>() join customer in db.Set<Customer>() on ticket.CustomerId equals customer.Id select new { ticket, customer }).ToListAsync();
        foreach (var (condition, watch) in conditions.Zip(watches))
        {
            var compiled = ViewFilter.Of(condition, Agent, [2]).Condition;
            var expected = tickets.Where(t => t.ticket.Status <= TicketStatus.Resolved && compiled.Fits(new ConditionFacts(t.ticket, t.customer, DateTimeOffset.UnixEpoch.AddYears(56)))).Select(t => t.ticket.Id);
            // What counts from now on is another test's matter: there time stands still.
            if (compiled.TurnsByItself) continue;
            Assert.Equal(expected.OrderDescending(), await watch.IdsAsync(100, default).WaitAsync(DeskHost.Limit));
        }

        foreach (var watch in watches) await watch.DisposeAsync();
    }

    [Fact]
    public async Task A_window_moves_as_tickets_come_and_go_and_the_counts_beside_it_too()
    {
        await using var host = await DeskHost.StartAsync(Database);
        var id = (await host.OpenAsync()).Ticket.Id;
        var urgent = new FieldTest(ConditionField.Priority, ConditionOperator.AnyOf, ["4"]);
        var unread = new FieldTest(ConditionField.Unread, ConditionOperator.AnyOf, ["true"]);
        await using var watch = host.Inbox.Watch(Query(urgent), 0, 50);
        watch.CountAlso([ViewFilter.Of(unread, Agent, [2])]);
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        Assert.Empty((await watch.NextAsync(limit.Token)).Window.Rows);

        await host.DoAsync(new ChangePriority(Ana, id, PriorityLevel.UrgentId));
        var update = await watch.NextAsync(limit.Token);
        while (update.Window.Total != 1 || update.Counted is not [1]) update = await watch.NextAsync(limit.Token);
        Assert.Equal(id, Assert.Single(update.Window.Rows).TicketId);

        await host.DoAsync(new ChangeStatus(Ana, id, TicketStatus.Spam));
        while (update.Window.Total != 0 || update.Counted is not [0]) update = await watch.NextAsync(limit.Token);
    }

    [Fact]
    public async Task Time_alone_brings_a_ticket_into_a_view_and_takes_it_out_again()
    {
        await using var host = await DeskHost.StartAsync(Database, _time);
        var opened = await host.OpenAsync();
        var id = opened.Ticket.Id;
        await UntilAsync(host.Inbox, () => host.Inbox.Seq >= opened.Seq);
        var recent = Query(new FieldTest(ConditionField.Created, ConditionOperator.Within, ["01:00:00"]));
        var waiting = Query(new AllOf([new FieldTest(ConditionField.Waiting, ConditionOperator.LongerThan, ["01:00:00"]), new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["order"])]));
        await using var first = host.Inbox.Watch(recent, 0, 5);
        await using var second = host.Inbox.Watch(waiting, 0, 5);
        Assert.Equal(1, (await first.NextAsync(default)).Window.Total);
        Assert.Equal(0, (await second.NextAsync(default)).Window.Total);
        // Told again once both are whole.
        Assert.Equal(1, (await first.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit)).Window.Total);
        Assert.Equal(0, (await second.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit)).Window.Total);

        await PassAsync(TimeSpan.FromMinutes(59));
        Assert.Equal((0, null), (host.Inbox.PlaceOf(recent, id), host.Inbox.PlaceOf(waiting, id)));
        await PassAsync(TimeSpan.FromMinutes(2));
        await UntilAsync(host.Inbox, () => host.Inbox.PlaceOf(recent, id) is null && host.Inbox.PlaceOf(waiting, id) == 0);

        Task PassAsync(TimeSpan span)
        {
            _time.Advance(span);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Whoever_looks_the_same_shares_one_filter_and_it_is_let_go_of_when_nobody_does()
    {
        await using var host = await DeskHost.StartAsync(Database);
        await host.OpenAsync();
        var mine = new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, [FieldTest.MyTeams]);
        Assert.Equal(ViewFilter.Of(mine, 1, [2, 3]), ViewFilter.Of(mine, 9, [3, 2]));
        Assert.NotEqual(ViewFilter.Of(mine, 1, [2]), ViewFilter.Of(mine, 1, [3]));
        for (var i = 0; i < 20; i++)
        {
            await using var watch = host.Inbox.Watch(Query(new FieldTest(ConditionField.Subject, ConditionOperator.Contains, [$"x{i}"])), 0, 5);
            await watch.NextAsync(default);
        }

        host.Inbox.ForgetFilters();
        Assert.Equal(0, host.Inbox.Filters);
    }

    private static InboxQuery Query(Condition? condition) =>
        new(InboxView.AllOpen, InboxOrder.Newest, Agent, [2], condition is null ? null : ViewFilter.Of(condition, Agent, [2]));

    private static async Task UntilAsync(InboxFeed feed, Func<bool> holds)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(IReadOnlyList<Ticket>? changed)
        {
            if (holds()) held.TrySetResult();
        }

        feed.Applied += Look;
        Look(null);
        await held.Task.WaitAsync(DeskHost.Limit);
        feed.Applied -= Look;
    }
}
