using AgentConsole.People;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Everything that a condition may ask of one ticket at one instant.</summary>
/// <param name="customer">Null where nobody read it: what asks about the customer then doesn't fit.</param>
/// <param name="text">What the customer wrote just now; null where nothing.</param>
public sealed class ConditionFacts(Ticket ticket, Customer? customer, DateTimeOffset now, string? text = null)
{
    private string? _subject;
    private string? _text;

    public Ticket Ticket { get; } = ticket;

    public Customer? Customer { get; } = customer;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Folded once for all keywords that are looked for in it.</summary>
    internal string Subject => _subject ??= Folding.Fold(Ticket.Subject);

    internal string Text => _text ??= text is null ? "" : Folding.Fold(text);
}
