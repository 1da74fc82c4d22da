using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Merging;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Tests.Desk;

/// <summary>Whatever happened before and in between: what is taken back is as if it had not been.</summary>
public sealed class RearrangedHistories : IAsyncLifetime
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");
    private readonly FakeTime _time = new();
    private TestDatabase _database = null!;
    private DeskHost _host = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database, _time);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_merge_taken_back_returns_both_tickets_exactly_as_they_were()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var dice = new Random(seed);
            var (one, other) = await TwoAsync(seed, dice);
            await JudgedAsync(one, other);
            var before = (One: await TicketAsync(one), Other: await TicketAsync(other));
            if (before.One.Status is TicketStatus.Closed || before.Other.Status is TicketStatus.Closed or TicketStatus.Spam) continue;
            await _host.DoAsync(new MergeTicket(Ana, one, other));
            await ReplaysAsync(one, other);
            await _host.DoAsync(new UndoMerge(Ana, one));

            MergingSuite.Same(before.One, await TicketAsync(one));
            MergingSuite.Same(before.Other, await TicketAsync(other));
            await ReplaysAsync(one, other);
        }
    }

    [Fact]
    public async Task What_happens_between_a_merge_and_its_end_is_as_if_it_had_happened_without_it()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            // The same history twice: once with a merge that was taken back, once without.
            var tickets = new List<Ticket>();
            foreach (var merges in new[] { true, false })
            {
                var dice = new Random(seed);
                var visitor = (seed * 2) + (merges ? 1000 : 1001);
                var (one, other) = await TwoAsync(visitor, dice, advance: false);
                var open = (await TicketAsync(one)).Status != TicketStatus.Closed && (await TicketAsync(other)).Status is not (TicketStatus.Closed or TicketStatus.Spam);
                if (merges && open) await _host.DoAsync(new MergeTicket(Ana, one, other));
                // No agent looks at statuses that the merge itself made another: only what means the same in both.
                for (var i = 0; i < 4; i++) await _host.TryAsync(dice.Next(3) switch
                {
                    0 => new AgentReplies(Ana, other, $"in between {i}", ThenStatus: TicketStatus.OnHold),
                    1 => new AddNote(Ana, other, "note"),
                    _ => new ChangeTags(Ana, other, [], []),
                });
                if (merges && open) await _host.DoAsync(new UndoMerge(Ana, one));
                tickets.Add(await TicketAsync(other));
                await ReplaysAsync(one, other);
            }

            var (with, without) = (tickets[0], tickets[1]);
            Assert.Equal(Facts(without), Facts(with));
        }
    }

    [Fact]
    public async Task A_split_taken_back_returns_the_ticket_exactly_as_it_was()
    {
        var splits = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var dice = new Random(seed);
            var (one, _) = await TwoAsync(5000 + seed, dice);
            await JudgedAsync(one);
            var before = await TicketAsync(one);
            var messages = await _host.Queries.MessagesAsync(one, 0, 100, false, default);
            var split = await _host.TryAsync(new SplitTicket(Ana, one, messages[dice.Next(messages.Count)].Id, dice.Next(2) == 0, "Another matter"));
            if (!split.Succeeded) continue;
            splits++;
            var part = split.Value.Ticket;
            await ReplaysAsync(one, part.Id);
            Assert.Equal(TicketTally.Of(part) with { Statuses = [], Status = TicketStatus.New }, TicketTally.Of(Rearranging.Derive(await JournalAsync(part.Id))) with { Statuses = [], Status = TicketStatus.New });
            await _host.DoAsync(new UndoSplit(Ana, part.Id));

            MergingSuite.Same(before, await TicketAsync(one));
            Assert.Equal(messages, await _host.Queries.MessagesAsync(one, 0, 100, false, default));
            await ReplaysAsync(one, part.Id);
        }

        Assert.True(splits > 10, "The dice gave too few splits to mean anything.");
    }

    /// <summary>What a person can see of a ticket, without numbers and sequences that differ from one history to the next.</summary>
    private static object Facts(Ticket ticket) => (
        ticket.Status, ticket.PriorityId, ticket.AssigneeId, ticket.TeamId, string.Join(',', ticket.TagIds), ticket.MessageCount, ticket.LastMessageBy, ticket.LastMessagePreview,
        ticket.IsAnswered, ticket.WaitingSince is null, ticket.FirstResponseAt is null, ticket.FirstResolvedAt is null, ticket.ResolvedAt is null, ticket.ClosedAt is null,
        string.Join(',', ticket.Statuses.Select(span => span.Status)), string.Join(',', ticket.Sla.Targets.Select(target => (target.Target, target.State))));

    /// <summary>Two tickets of one customer with a random past.</summary>
    private async Task<(long One, long Other)> TwoAsync(int visitor, Random dice, bool advance = true)
    {
        var who = new NewCustomer(IdentityKind.Visitor, $"v{visitor}", "Maja");
        var ids = new List<long>();
        foreach (var channel in new[] { TicketChannel.Chat, TicketChannel.Email })
            ids.Add((await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), channel, "hello", Who: who))).Ticket.Id);
        var maja = Actor.Customer((await TicketAsync(ids[0])).CustomerId, "Maja");
        for (var i = 0; i < 12; i++)
        {
            if (advance) _time.Advance(TimeSpan.FromMinutes(dice.Next(1, 90)));
            var id = ids[dice.Next(2)];
            await _host.TryAsync(dice.Next(14) switch
            {
                11 => new HoldReply(Ana, id, $"held {i}", "held", dice.Next(2) == 0 ? null : TicketStatus.OnHold),
                12 => new TakeBack(Ana, id, "held"),
                13 => new SendHeld(Ana, id, "held"),
                9 => new Snooze(Ana, id, dice.Next(2) == 0 ? null : _time.GetUtcNow().AddHours(dice.Next(1, 99))),
                10 => new EndSnooze(Ana, id),
                0 => new CustomerWrites(maja, TicketChannel.Chat, $"more {i}", TicketId: id) { Invited = new Invited($"i{visitor}.{dice.Next(3)}", Ana.Id, Ana.Name, "Anything else?") },
                1 => new CustomerWrites(maja, TicketChannel.Chat, $"more {i}", TicketId: id),
                2 => new AgentReplies(Ana, id, $"answer {i}", ThenStatus: dice.Next(2) == 0 ? null : TicketStatus.Resolved),
                3 => new BotReplies(new Actor(ActorKind.Bot, 0, "Bot"), id, "beep"),
                4 => new AddNote(Ana, id, "note"),
                5 => new ChangeStatus(Ana, id, (TicketStatus)dice.Next(1, 5)),
                6 => new ChangePriority(Ana, id, dice.Next(1, 5)),
                7 => new CustomerWrites(maja, TicketChannel.Chat, "I am away", TicketId: id, IsAutomatic: true),
                _ => new MarkSeen(dice.Next(2) == 0 ? Ana : maja, id, dice.Next(2000)),
            });
        }

        return (ids[0], ids[1]);
    }

    // As the SLA clock would have by now.
    private async Task JudgedAsync(params long[] ids)
    {
        foreach (var id in ids) await _host.DoAsync(new JudgeSla(id));
    }

    private async Task<Ticket> TicketAsync(long id) => (await _host.Queries.TicketAsync(id, default))!;

    private Task<IReadOnlyList<JournalEntry>> JournalAsync(long id) => _host.Queries.JournalAsync(id, 10_000, default);

    private async Task ReplaysAsync(params long[] ids)
    {
        foreach (var id in ids) Assert.Equal(await TicketAsync(id), TicketHistory.Replay(await JournalAsync(id)));
    }
}
