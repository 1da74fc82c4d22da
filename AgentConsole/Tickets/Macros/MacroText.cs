using System.Text.RegularExpressions;

namespace AgentConsole.Tickets.Macros;

/// <summary>What a macro's placeholders stand for.</summary>
public sealed record MacroFacts(string CustomerName, string AgentName, long TicketNumber, string Subject, string Company);

/// <summary>A macro's text: <c>{{customer.name}}</c> and the like are filled in when it is used.</summary>
public static partial class MacroText
{
    private static readonly Dictionary<string, Func<MacroFacts, string>> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["customer.name"] = facts => facts.CustomerName,
        ["customer.first_name"] = facts => FirstName(facts.CustomerName),
        ["agent.name"] = facts => facts.AgentName,
        ["agent.first_name"] = facts => FirstName(facts.AgentName),
        ["ticket.number"] = facts => facts.TicketNumber.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["ticket.subject"] = facts => facts.Subject,
        ["company"] = facts => facts.Company,
    };

    /// <summary>Every placeholder there is.</summary>
    public static IReadOnlyCollection<string> Names => Placeholders.Keys;

    /// <summary>The text with its placeholders filled in, once: what a name holds is never taken for a placeholder. Unknown ones stay, so that nobody overlooks them.</summary>
    public static string Fill(string text, MacroFacts facts) => Placeholder().Replace(
        text, found => Placeholders.TryGetValue(found.Groups["name"].Value, out var fill) ? fill(facts) : found.Value);

    /// <summary>Placeholders in a text that mean nothing.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. Placeholder().Matches(text).Select(found => found.Groups["name"].Value).Where(name => !Placeholders.ContainsKey(name)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string FirstName(string name) => name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";

    [GeneratedRegex(@"\{\{\s*(?<name>[^{}\s]{1,60})\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
