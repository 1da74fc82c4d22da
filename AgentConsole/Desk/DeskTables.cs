using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Customers;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Desk;

/// <summary>The tables that the Desk writes.</summary>
internal sealed class DeskTables(DeskDb db)
{
    public RowWriter<Counters> Counters { get; } = new(db);

    public RowWriter<Customer> Customers { get; } = new(db);

    public RowWriter<CustomerIdentity> Identities { get; } = new(db);

    public RowWriter<Ticket> Tickets { get; } = new(db);

    public RowWriter<Message> Messages { get; } = new(db);

    public RowWriter<CustomerLogRow> CustomerLog { get; } = new(db);

    public RowWriter<Attachment> Files { get; } = new(db);

    public RowWriter<HeldReply> Held { get; } = new(db);

    public RowWriter<StoredDraft> Drafts { get; } = new(db);

    public RowWriter<JournalRow> Journal { get; } = new(db);

    public RowWriter<RoutingTurn> Turns { get; } = new(db);

    public RowWriter<ChatDuty> Duties { get; } = new(db);

    public RowWriter<Notice> Notices { get; } = new(db);
}
