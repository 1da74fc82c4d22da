using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;

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

    /// <summary>Nothing was filled in yet.</summary>
    public bool IsEmpty => Known is null && First.IsEmpty && Name.Length + Contact.Length + Subject.Length == 0;

    /// <summary>It goes to a customer who reads mail, so it may wait a moment for its writer to think again.</summary>
    public bool CanWait => First.Mode == ComposerMode.Reply && HeldReply.IsFor(Channel);

    /// <summary>The form as it was when it was sent off.</summary>
    /// <param name="known">The customer who was chosen; null for none, or for one who is not there any more.</param>
    public static NewTicketForm Of(HeldOpening held, Customer? known)
    {
        var words = held.Words;
        var form = new NewTicketForm
        {
            Known = known is { ErasedAt: null } ? known : null,
            IsNewCustomer = held.CustomerId is null,
            Name = held.CustomerId is null ? words.Name : "",
            Contact = words.Contact,
            Channel = words.Channel,
            Subject = words.Subject,
            PriorityId = words.PriorityId,
            TeamId = words.TeamId,
            AssigneeId = words.AssigneeId,
        };
        (form.First.Mode, form.First.Text) = (ComposerMode.Reply, words.Text);
        form.First.Files.Restore(held.Files ?? []);
        form.TagIds.AddRange(words.TagIds);
        return form;
    }

    /// <summary>What is sent off, of a form without problems that can wait.</summary>
    public HeldOpening Held(Actor by) => new()
    {
        AgentId = by.Id,
        AgentName = by.Name,
        ClientId = First.IdForSend(),
        CustomerId = IsNewCustomer ? null : Known?.Id,
        Words = new OpeningWords(
            Channel, Subject.Trim(), First.Text, IsNewCustomer ? Name.Trim() : Known?.Name ?? "", IsNewCustomer ? Contact : "", PriorityId, TeamId, AssigneeId, [.. TagIds]),
        Files = First.Files.Stored,
    };

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
