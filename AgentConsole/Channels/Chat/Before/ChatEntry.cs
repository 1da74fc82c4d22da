using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Entry;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>What visitors meet before they are talked with: dresses the greeting, and holds first messages to what the site asks.</summary>
internal sealed class ChatEntry(ChatHours hours, FieldCatalog fields, QueueBoard queue)
{
    /// <summary>The greeting with hours, questions and queue.</summary>
    public HelloReply Dress(HelloReply reply, KnownSite site, ChatRoom room, string language) => reply with
    {
        Hours = hours.ReplyOf(site.Site),
        Entry = EntryQuestions.FormOf(site.Site.Entry, VisitorOf(room), fields.Active, language),
        Queue = site.Site.Entry.HidesQueue || room.State.TicketId is not { } ticket ? null : queue.Of(ticket),
        Conversations = room.TicketIds.Length,
    };

    /// <summary>The command of a first message with what was answered; refused where an answer is missing or won't do.</summary>
    public Outcome<CustomerWrites> Fill(CustomerWrites command, KnownSite site, ChatRoom room, EntryAnswers? given, string language)
    {
        // Only a conversation that begins has a beginning.
        if (!room.State.BeginsAnew) return command;
        var (visitor, answers, entry) = (VisitorOf(room), given ?? EntryAnswers.Nothing, site.Site.Entry);
        var isAway = entry.Outside == OutsideHours.Form && hours.Of(site.Site) is { IsOpen: false };
        var asks = EntryQuestions.For(entry, visitor, isAway, fields.Active, language);
        if (EntryQuestions.Check(asks, answers, fields.Active) is { } wrong) return wrong;
        // Who has a name by the site's word or an earlier conversation keeps it.
        var (email, who) = (visitor.HasAddress ? null : EntryQuestions.EmailOf(answers.Email), command.Who);
        if (who is not null) who = who with { Name = visitor.IsKnown ? who.Name : Name(answers.Name) ?? who.Name, Email = who.Email ?? email };
        return command with
        {
            Who = who,
            By = who is null ? command.By : Actor.Customer(command.By.Id, who.Name),
            ClaimedEmail = email,
            Declared = asks.Any(ask => ask.Key == "choice") && answers.Choice is { Length: > 0 } choice ? choice : command.Declared,
            Fields = EntryQuestions.FieldsOf(asks, answers),
        };
    }

    /// <summary>A message was stored.</summary>
    public void Wrote(ChatRoom room, CustomerWrites command)
    {
        room.HasAddress |= command.ClaimedEmail is not null || command.Who?.Email is not null;
        queue.Ring();
    }

    public static EntryVisitor VisitorOf(ChatRoom room) => new(
        room.CustomerId is not null || VisitorIds.IsPerson(room.VisitorId), room.HasAddress || room.Person?.Email is not null);

    private static string? Name(string? written) =>
        written?.Trim() is { Length: > 0 and <= Customer.MaxNameLength } name && Text.Straight(name).Trim().Length > 0 ? name : null;
}
