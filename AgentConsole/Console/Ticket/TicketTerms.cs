using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Ticket;

/// <summary>The field's terms in the reader's language.</summary>
public sealed class TicketTerms(IStringLocalizer<Shared> shared, IStringLocalizer<TicketWords> words)
{
    // First strong isolate and its end: a name of the other direction does not reorder the sentence around it.
    private const char Isolate = '\u2068', EndIsolate = '\u2069';

    public string this[string key] => words[key];

    public string this[string key, params object[] arguments] => words[key, arguments];

    public string Of(TicketStatus status) => shared[$"Status.{status}"];

    public string Of(TicketChannel channel) => shared[$"Channel.{channel}"];

    public string Of(SlaTarget target) => shared[$"SlaTarget.{target}"];

    public string Of(SlaState state) => shared[$"Sla.{state}"];

    public string Of(CustomerTier tier) => shared[$"Tier.{tier}"];

    public string Of(LiveState state) => shared[$"Live.{state}"];

    /// <summary>The four default levels are named by resources, others by what the company called them.</summary>
    public string Of(PriorityLevel level) => shared[$"Priority.{level.Name}"] is { ResourceNotFound: false } known ? known : level.Name;

    /// <summary>Why something was refused, as a sentence to the person concerned; a code without words is shown as it is, so that nothing is hidden.</summary>
    public string Of(Refusal refusal)
    {
        object[] arguments = [.. refusal.Arguments.Select(argument => argument is TicketStatus status ? Of(status) : argument)];
        var sentence = words[$"Refusal.{refusal.Code}", arguments];
        if (sentence.ResourceNotFound) sentence = shared[$"Refusal.{refusal.Code}", arguments];
        return sentence.ResourceNotFound ? shared["Refusal.unknown", refusal.Code] : sentence;
    }

    /// <summary>A rule's or the lifecycle's reason in words; what has no words of ours was written by a person.</summary>
    public string Reason(string reason) => words[$"Reason.{reason}"] is { ResourceNotFound: false } known ? known : Apart(reason);

    /// <summary>Text from outside within a sentence of ours.</summary>
    public static string Apart(string text) => $"{Isolate}{text}{EndIsolate}";
}
