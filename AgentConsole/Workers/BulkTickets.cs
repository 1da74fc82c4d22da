using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Workers;

/// <summary>One ticket of a bulk job: its commands, one after the other, and what became of it.</summary>
public sealed class BulkTickets(Desk.Desk desk, TicketQueries queries, MacroCatalog macros, BulkBoard board, TimeProvider time)
{
    /// <summary>The item with what its ticket is now. One that was cut off before keeps what it was then: what happened to it since, the job did.</summary>
    public async Task<BulkItem> LookAsync(BulkItem item, CancellationToken cancellationToken) =>
        item.Before is null && await queries.TicketAsync(item.TicketId, cancellationToken) is { } ticket ? item with { Before = BulkPoint.Of(ticket) } : item;

    public async Task<BulkItem> ChangeAsync(BulkJob job, BulkItem item, CancellationToken cancellationToken)
    {
        if (item.Before is not { } before || await queries.TicketAsync(item.TicketId, cancellationToken) is not { } ticket)
            return Failed(item, new Refusal("ticket.not_found", item.TicketId), null);
        var by = Actor.Agent(job.AgentId, job.AgentName);
        var commands = await CommandsAsync(job, ticket, by, cancellationToken);
        if (!commands.Succeeded) return Failed(item, commands.Refusal, null);
        foreach (var command in commands.Value)
        {
            var outcome = await desk.ExecuteAsync(command, cancellationToken);
            // What was done before it stays, and can be taken back.
            if (!outcome.Succeeded) return Failed(item, outcome.Refusal, BulkTrace.Of(before, BulkPoint.Of(ticket)));
            ticket = outcome.Value.Ticket;
        }

        return item with { State = BulkItemState.Done, Before = null, Trace = BulkTrace.Of(before, BulkPoint.Of(ticket)) };
    }

    private async Task<Outcome<IReadOnlyList<TicketCommand>>> CommandsAsync(BulkJob job, Ticket ticket, Actor by, CancellationToken cancellationToken)
    {
        if (job.UndoOfId is { } undone)
            return await board.TraceAsync(undone, ticket.Id, cancellationToken) is { } trace ? trace.Undo(ticket, by, time.Instant()) : new Refusal("bulk.changed_since", ticket.Id);
        var text = job.Change.Text;
        if (text.Length > 0)
        {
            var customer = await queries.CustomerAsync(ticket.CustomerId, cancellationToken);
            text = MacroText.Fill(text, new MacroFacts(customer?.Name ?? "", by.Name, ticket.Id, ticket.Subject, macros.Company));
        }

        return Outcome.Of(job.Change.On(ticket, by, text, string.Create(CultureInfo.InvariantCulture, $"bulk-{job.Id}-{ticket.Id}")));
    }

    private static BulkItem Failed(BulkItem item, Refusal refusal, BulkTrace? trace) =>
        item with { State = BulkItemState.Failed, Before = null, Code = refusal.Code, Arguments = BulkJson.Arguments(refusal), Trace = trace };
}
