using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>
/// Lets the stories happen, each thing at its instant, through a Desk of its own whose clock is the story's. The agreements are judged at the instants at which time alone
/// changes them, so that the journal tells of every warning and breach when it was.
/// </summary>
internal sealed class Simulation : IAsyncDisposable
{
    private readonly PastTime _time = new();
    private readonly DeskWriter _desk;
    private readonly Dictionary<int, Actor> _customers = [];
    private readonly PriorityQueue<Func<Task>, (long At, int Order)> _todo = new();
    private readonly Dictionary<long, DateTimeOffset> _judgedAt = [];
    private int _order;

    /// <param name="feed">Who is told; a feed that has not begun tells nobody.</param>
    public Simulation(
        StorageProvider storage, IDbContextFactory<DeskDb> databases, LiveFeed feed, StorageRetry retry, ILogger<DeskWriter> logger, DeskReferences references, DeskOptions options) =>
        _desk = new DeskWriter(storage, databases, feed, new CommandHandler(references, options, _time), retry, logger);

    /// <exception cref="InvalidOperationException">The Desk refused what a story wanted.</exception>
    public async Task RunAsync(IReadOnlyList<TicketPlan> plans, DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var plan in plans) Plan(plan.OpensAt, () => OpenAsync(plan));
        while (_todo.TryDequeue(out var happening, out var when) && when.At <= until.ToUnixTimeMilliseconds())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _time.Set(DateTimeOffset.FromUnixTimeMilliseconds(when.At));
            await happening();
        }
    }

    /// <summary>Afterwards: what is written on some customers' profiles and in some tickets' fields.</summary>
    public async Task DescribeAsync(IReadOnlyList<TicketPlan> plans, IReadOnlyList<TicketField> fields, Actor by)
    {
        var known = plans.OrderBy(plan => plan.OpensAt).Select(plan => plan.Customer).DistinctBy(customer => customer.Index).Where(customer => _customers.ContainsKey(customer.Index));
        foreach (var command in DemoProfiles.Of([.. known.Select(customer => (customer, _customers[customer.Index].Id))], by)) await DoAsync(command);
        foreach (var command in DemoViews.Filled(plans.Count, fields, by)) await DoAsync(command);
    }

    /// <summary>What happens after the stories, at the instant at which they ended.</summary>
    public async Task EndWithAsync(IReadOnlyList<TicketCommand> commands)
    {
        foreach (var command in commands) await DoAsync(command);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private async Task OpenAsync(TicketPlan plan)
    {
        var by = _customers.GetValueOrDefault(plan.Customer.Index) ?? new Actor(ActorKind.Customer, 0, plan.Customer.Name);
        if (await DoAsync(plan.Opening(by)) is not { } ticket) return;
        _customers[plan.Customer.Index] = Actor.Customer(ticket.CustomerId, plan.Customer.Name);
        PlanStep(plan, 0, ticket);
    }

    private void PlanStep(TicketPlan plan, int index, Ticket ticket)
    {
        if (index == plan.Steps.Count) return;
        var step = plan.Steps[index];
        Plan(step.At, async () =>
        {
            if (await DoAsync(step.Command(ticket)) is { } next) PlanStep(plan, index + 1, next);
        });
    }

    /// <summary>The ticket as the command left it; null where its story is over already.</summary>
    private async Task<Ticket?> DoAsync(TicketCommand command)
    {
        var waiting = new WaitingCommand(command);
        await _desk.HandleAsync([waiting]);
        var outcome = await waiting.Answer.Task;
        // In a company just set up the application runs: it may have closed what its window closes before the story came to it.
        if (outcome.Refusal?.Code == "ticket.closed" && command is ChangeStatus { To: TicketStatus.Closed } or ChangeField) return null;
        if (!outcome.Succeeded) throw new InvalidOperationException($"The demonstration's {command} was refused: {outcome.Refusal}");
        var ticket = outcome.Value.Ticket;
        if (ticket.NextTransitionAt is { } due && _judgedAt.GetValueOrDefault(ticket.Id) != due)
        {
            _judgedAt[ticket.Id] = due;
            Plan(due, () => JudgeAsync(ticket.Id, due));
        }

        return ticket;
    }

    /// <summary>Judges a ticket, unless its standing has changed since this was planned.</summary>
    private async Task JudgeAsync(long ticketId, DateTimeOffset due)
    {
        if (_judgedAt[ticketId] == due) await DoAsync(new JudgeSla(ticketId));
    }

    private void Plan(DateTimeOffset at, Func<Task> happening) => _todo.Enqueue(happening, (at.ToUnixTimeMilliseconds(), _order++));
}
