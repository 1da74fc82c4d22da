using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Inbox;

/// <summary>The fields of a new ticket, for what is wrong with each.</summary>
public enum NewTicketField { Customer, Contact, Subject, Text }

/// <summary>What an agent has filled in of a new ticket. It outlives the dialog: only a ticket that was opened, or the agent, empties it.</summary>
public sealed class NewTicketForm
{
    /// <summary>Where a ticket that an agent opens can come from: chats and programs open their own.</summary>
    public static readonly TicketChannel[] Channels = [TicketChannel.Phone, TicketChannel.Email, TicketChannel.Web, TicketChannel.Social];

    /// <summary>The customer, where an existing one was chosen.</summary>
    public Customer? Known { get; set; }

    /// <summary>True where the customer is somebody new, with the name and contact below.</summary>
    public bool IsNewCustomer { get; set; }

    public string Name { get; set; } = "";

    /// <summary>An e-mail address or telephone number.</summary>
    public string Contact { get; set; } = "";

    public TicketChannel Channel { get; set; } = TicketChannel.Phone;

    public string Subject { get; set; } = "";

    /// <summary>The first words: a note, or a message to the customer.</summary>
    public Draft First { get; } = new() { Mode = ComposerMode.Note };

    /// <summary>Null: the priority rules decide.</summary>
    public int? PriorityId { get; set; }

    public long? TeamId { get; set; }

    public long? AssigneeId { get; set; }

    public List<long> TagIds { get; } = [];

    /// <summary>Everything that is wrong with it, all at once; empty where it can be sent.</summary>
    public IReadOnlyDictionary<NewTicketField, Refusal> Problems()
    {
        var problems = new Dictionary<NewTicketField, Refusal>();
        if (!IsNewCustomer)
        {
            if (Known is null) problems[NewTicketField.Customer] = new Refusal("customer.missing");
        }
        else
        {
            if (string.IsNullOrWhiteSpace(Name) || Name.Length > Customer.MaxNameLength || !Text.IsStorable(Name))
                problems[NewTicketField.Customer] = new Refusal("customer.name", Customer.MaxNameLength);
            if (CustomerContact.Read(Contact).Refusal is { } contact) problems[NewTicketField.Contact] = contact;
        }

        if (Lifecycle.CheckSubject(Subject) is { } subject) problems[NewTicketField.Subject] = subject;
        if (Lifecycle.CheckText(First.Text, First.Files.Keys.Count > 0) is { } text) problems[NewTicketField.Text] = text;
        return problems;
    }

    /// <summary>The command, of a form without problems.</summary>
    public AgentOpens Command(Actor by) => new(
        by, Channel, Subject.Trim(), new MessageDraft(First.Mode == ComposerMode.Note ? MessageKind.Note : MessageKind.Public, First.Text), First.IdForSend(),
        IsNewCustomer ? null : Known?.Id, IsNewCustomer ? Who() : null, PriorityId, TeamId, AssigneeId, [.. TagIds])
    { Attached = First.Files.AttachedBy(by.Id) };

    private NewCustomer Who()
    {
        var (kind, value) = CustomerContact.Read(Contact).Value;
        return new NewCustomer(kind, value, Name.Trim(), kind == IdentityKind.Email ? value : null);
    }
}
