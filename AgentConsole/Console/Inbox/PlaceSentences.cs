using AgentConsole.Console.Controls;
using AgentConsole.Console.Ticket;
using AgentConsole.Resources;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox;

/// <summary>Why a row stands where it does in the weighted order, in a sentence: 'due 14:32, brought forward 2 h: High 1 h, Gold 1 h'.</summary>
public sealed class PlaceSentences(
    InboxWeights weights, TicketCatalog catalog, SlaSentences spans, ViewerZone zone, TimeProvider time, IStringLocalizer<InboxWords> words, IStringLocalizer<Shared> shared)
{
    public string Say(InboxRow row)
    {
        var place = weights.Explain(row);
        if (place.From is not { } from) return words["Why.Nothing"];
        var start = row.DueAt is null ? words["Why.Wait", At(row.WaitingSince!.Value), At(from)] : words["Why.Due", At(from)];
        if (place.Boosts.Count == 0) return start;
        return words["Why.Forward", start.Value, spans.Span(place.Forward), string.Join(words["List.Separator"], place.Boosts.Select(boost => words["Why.Boost", Name(boost, row), spans.Span(boost.By)].Value))];
    }

    private string Name(Boost boost, InboxRow row) => boost.Kind switch
    {
        BoostKind.Priority => shared.Of(catalog.Priority(row.PriorityId)),
        BoostKind.Tier => shared.Of(row.CustomerTier),
        BoostKind.Vip => shared["Vip"],
        _ => words["Why.Since", At(row.WaitingSince!.Value)],
    };

    private string At(DateTimeOffset at) => TicketTerms.Apart(zone.Short(at, time.GetUtcNow()));
}
