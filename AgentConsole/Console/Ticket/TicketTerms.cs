using AgentConsole.Common;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Ticket;

/// <summary>The field's terms in the reader's language.</summary>
public sealed class TicketTerms(IStringLocalizer<Shared> shared, IStringLocalizer<TicketWords> words, IStringLocalizer<ConditionWords> conditions)
{
    public string this[string key] => words[key];

    public string this[string key, params object[] arguments] => words[key, arguments];

    public string Of(TicketStatus status) => shared.Of(status);

    public string Of(TicketChannel channel) => shared.Of(channel);

    public string Of(SlaTarget target) => shared.Of(target);

    public string Of(SlaState state) => shared.Of(state);

    public string Of(CustomerTier tier) => shared.Of(tier);

    public string Of(PriorityLevel level) => shared.Of(level);

    /// <summary>Why something was refused, as a sentence to the person concerned: in this screen's words where it has some, else in everybody's.</summary>
    public string Of(Refusal refusal)
    {
        var told = refusal with { Arguments = [.. refusal.Arguments.Select(argument => argument is TicketStatus status ? Of(status) : argument)] };
        return words[$"Refusal.{told.Code}", told.Arguments] is { ResourceNotFound: false } known ? known : shared.Of(told);
    }

    /// <summary>A rule's or the lifecycle's reason in words; what has no words of ours was written by a person.</summary>
    public string Reason(string reason) => words[$"Reason.{reason}"] is { ResourceNotFound: false } known ? known : Apart(reason);

    /// <summary>Why a rule did something: the tests that held, with the names they have now.</summary>
    public string Because(IReadOnlyList<ConditionFinding> findings, NameBook names) => new ConditionSentences(conditions, shared, new ConditionNames(
        id => names.Priority(id) is { } level ? Of(level) : null, names.Team, names.Agent, id => names.Tag(id)?.Name, _ => null)
    { Field = names.Field }).Of(findings);

    /// <summary>Text from outside within a sentence of ours.</summary>
    public static string Apart(string text) => Common.Text.Apart(text);
}
