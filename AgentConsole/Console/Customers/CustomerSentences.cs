using AgentConsole.Console.Ticket;
using AgentConsole.People.Customers;
using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Customers;

/// <summary>Says a customer's record in sentences.</summary>
internal sealed class CustomerSentences(IStringLocalizer<CustomerWords> words, ViewerZone zone)
{
    public string Of(CustomerLogRow row)
    {
        var who = TicketTerms.Apart(row.AgentName);
        return row.Event() switch
        {
            ProfileEdited e => words["Log.Edited", who, string.Join(words["List.Separator"], e.Changes.Select(Change))],
            ProfileKnownBy { Value: null } e => words[e.IsAdded ? "Log.Known" : "Log.Unknown", who],
            ProfileKnownBy e => words[e.IsAdded ? "Log.KnownBy" : "Log.UnknownBy", who, TicketTerms.Apart(e.Value!)],
            ProfileMerged e => words["Log.Merged", who, TicketTerms.Apart(e.Name)],
            ProfileUnmerged e => words["Log.Unmerged", who, TicketTerms.Apart(e.Name)],
            ProfileExported => words["Log.Exported", who],
            ProfileErased e => words["Log.Erased", who, e.Tickets],
            ProfileBanned { Reason: null } => words["Log.BannedErased", who],
            ProfileBanned { Until: { } until } e => words["Log.Banned", who, zone.Full(until), TicketTerms.Apart(e.Reason!)],
            ProfileBanned e => words["Log.BannedForGood", who, TicketTerms.Apart(e.Reason!)],
            ProfileUnbanned => words["Log.Unbanned", who],
            _ => who,
        };
    }

    // What was erased keeps the field's name.
    private string Change(CustomerFieldChange change) => change.To is { Length: > 0 and < 80 } to && change.Field is not ("Notes" or "Vip" or "Tier")
        ? words["Log.Field", words[$"Field.{change.Field}"], TicketTerms.Apart(to)]
        : words[$"Field.{change.Field}"];
}
