using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Controls;

/// <summary>The field's terms in the reader's language.</summary>
public static class Terms
{
    extension(IStringLocalizer<Resources.Shared> words)
    {
        public string Of(TicketStatus status) => words[$"Status.{status}"];

        public string Of(TicketChannel channel) => words[$"Channel.{channel}"];

        public string Of(SlaState state) => words[$"Sla.{state}"];

        public string Of(SlaTarget target) => words[$"SlaTarget.{target}"];

        public string Of(CustomerTier tier) => words[$"Tier.{tier}"];

        public string Of(Presence presence) => words[$"Presence.{presence}"];

        public string Of(LiveState state) => words[$"Live.{state}"];

        public string Of(AgentRole role) => words[$"Role.{role}"];

        /// <summary>The four default levels are named by resources, others by what the company called them.</summary>
        public string Of(PriorityLevel level) => words[$"Priority.{level.Name}"] is { ResourceNotFound: false } known ? known : level.Name;

        /// <summary>Why something was refused, as a sentence; a code without words is shown as it is, so that nothing is hidden.</summary>
        public string Of(Refusal refusal) =>
            words[$"Refusal.{refusal.Code}", refusal.Arguments] is { ResourceNotFound: false } known ? known : words["Refusal.unknown", refusal.Code];
    }

    /// <summary>The value of <c>data-state</c> on a countdown.</summary>
    public static string Css(this SlaState state) => state switch
    {
        SlaState.OnTrack => "on-track",
        SlaState.AtRisk => "at-risk",
        SlaState.Breached => "breached",
        SlaState.Paused => "paused",
        SlaState.Met => "met",
        SlaState.Missed => "missed",
        _ => "none",
    };

    public static string Css(this LiveState state) => state switch
    {
        LiveState.Live => "live",
        LiveState.CatchingUp => "catching-up",
        _ => "stale",
    };
}
