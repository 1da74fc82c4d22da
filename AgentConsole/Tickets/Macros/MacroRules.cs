using AgentConsole.Common;

namespace AgentConsole.Tickets.Macros;

/// <summary>What a macro must be like.</summary>
public static class MacroRules
{
    public const int MaxNameLength = 80, MaxTags = 20;

    // Nothing becomes New again, and closing is the customer's word or the window's.
    public static IReadOnlyList<TicketStatus> Settable { get; } = [TicketStatus.Open, TicketStatus.Pending, TicketStatus.OnHold, TicketStatus.Resolved, TicketStatus.Spam];

    /// <summary>Everything wrong with a macro, in the order of its fields.</summary>
    public static IReadOnlyList<Refusal> Problems(Macro macro)
    {
        var problems = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(macro.Name) || macro.Name.Length > MaxNameLength || !Text.IsStorable(macro.Name)) problems.Add(new("macro.name", MaxNameLength));
        if (macro.Text.Length > Message.MaxLength) problems.Add(new("message.too_long", macro.Text.Length, Message.MaxLength));
        else if (!Text.IsStorable(macro.Text)) problems.Add(new("message.not_text"));
        problems.AddRange(MacroText.Unknown(macro.Text).Select(name => new Refusal("macro.placeholder_unknown", name, string.Join(", ", MacroText.Names))));
        if (string.IsNullOrWhiteSpace(macro.Text) && !macro.Acts) problems.Add(new("macro.does_nothing"));
        if (macro.Status is { } status && !Settable.Contains(status)) problems.Add(new("macro.status", status));
        if (macro.AddTagIds.Count + macro.RemoveTagIds.Count > MaxTags) problems.Add(new("macro.too_many_tags", MaxTags));
        if (macro.AddTagIds.Intersect(macro.RemoveTagIds).Any()) problems.Add(new("macro.tag_both_ways"));
        return problems;
    }
}
