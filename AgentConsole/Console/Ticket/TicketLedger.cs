using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>Reads why each promise to a ticket is due when it is, and what became of those that ended: from its whole journal, by the versions that judged.</summary>
public sealed class TicketLedger(TicketQueries queries, SlaCatalog agreements, TimeProvider time)
{
    /// <summary>A ticket of more rows than this is explained by where it stands alone.</summary>
    public const int MaxRows = 5_000;

    public async ValueTask<IReadOnlyList<SlaExplanation>> ReadAsync(Tickets.Ticket ticket, CancellationToken cancellationToken)
    {
        var journal = await queries.JournalAsync(ticket.Id, MaxRows, cancellationToken);
        if (journal is not [{ Event: TicketOpened }, ..]) return (await agreements.BookAsync(cancellationToken)).Explain(ticket);
        var versions = await agreements.VersionsAsync(journal.Select(entry => entry.Event).OfType<SlaJudged>().Select(judged => judged.Sla), cancellationToken);
        return SlaLedger.Of(journal, state => versions.Of(state.Sla), time.Instant());
    }
}
