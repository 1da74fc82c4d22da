using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox;

/// <summary>
/// What all rows of a list have in common: the words, the names behind ids, the address. Made anew when one of those changes, so a row
/// that has the same <see cref="Tickets.Inbox.InboxRow"/> and the same look need not be rendered.
/// </summary>
public sealed partial class RowLook
{
    private readonly FrozenDictionary<SlaState, string> _sla;
    private readonly FrozenDictionary<SlaTarget, string> _targets;
    private readonly FrozenDictionary<TicketChannel, string> _channels;
    private readonly FrozenDictionary<CustomerTier, string> _tiers;
    private readonly FrozenDictionary<TicketStatus, string> _statuses;
    private readonly Func<int, PriorityLevel> _priority;
    private readonly Func<long, Tag?> _tag;
    private readonly Func<long, AgentInfo?> _agent;
    private readonly IStringLocalizer<Resources.Shared> _shared;

    public RowLook(
        IStringLocalizer<Resources.Shared> shared, IStringLocalizer<Resources.InboxWords> words,
        Func<int, PriorityLevel> priority, Func<long, Tag?> tag, Func<long, AgentInfo?> agent, string query)
    {
        (_shared, _priority, _tag, _agent, Query) = (shared, priority, tag, agent, query);
        _sla = Enum.GetValues<SlaState>().ToFrozenDictionary(state => state, shared.Of);
        _targets = Enum.GetValues<SlaTarget>().ToFrozenDictionary(target => target, shared.Of);
        _channels = Enum.GetValues<TicketChannel>().ToFrozenDictionary(channel => channel, shared.Of);
        _tiers = Enum.GetValues<CustomerTier>().ToFrozenDictionary(tier => tier, shared.Of);
        _statuses = Enum.GetValues<TicketStatus>().ToFrozenDictionary(status => status, shared.Of);
        Unread = words["Row.Unread"];
        Vip = shared["Vip"];
        ByAgent = words["Row.By.Agent"];
        ByBot = words["Row.By.Bot"];
        Unassigned = words["Row.Unassigned"];
    }

    public string Query { get; }

    public string Unread { get; }

    public string Vip { get; }

    public string Unassigned { get; }

    private string ByAgent { get; }

    private string ByBot { get; }

    public string Of(SlaState state) => _sla[state];

    public string Of(SlaTarget target) => _targets[target];

    public string Of(TicketChannel channel) => _channels[channel];

    public string Of(CustomerTier tier) => _tiers[tier];

    public string Of(TicketStatus status) => _statuses[status];

    public string Priority(int id) => _shared.Of(_priority(id));

    public Tag? Tag(long id) => _tag(id);

    /// <summary>The agent's name; a number where the account is not known.</summary>
    public string Agent(long id) => _agent(id)?.Name ?? $"#{id}";

    public string Address(long ticketId) => $"/inbox/{ticketId}{Query}";

    /// <summary>Who wrote last, where it wasn't the customer.</summary>
    public string? Author(ActorKind by) => by switch
    {
        ActorKind.Agent => ByAgent,
        ActorKind.Bot or ActorKind.Rule => ByBot,
        _ => null,
    };

    /// <summary>The tag's colours as CSS; nothing where they aren't plain hexadecimal colours, so that no other style gets in with them.</summary>
    public static string? Style(Tag tag) =>
        HexColour().IsMatch(tag.TextColour) && HexColour().IsMatch(tag.Background) ? $"--tag-text:{tag.TextColour};--tag-back:{tag.Background}" : null;

    /// <summary>The symbol of wwwroot/icons.svg for a priority: a custom level looks normal and is told by its word.</summary>
    public static string PriorityIcon(int id) => id switch
    {
        PriorityLevel.UrgentId => "/icons.svg#p-urgent",
        PriorityLevel.HighId => "/icons.svg#p-high",
        PriorityLevel.LowId => "/icons.svg#p-low",
        _ => "/icons.svg#p-normal",
    };

    public static string ChannelIcon(TicketChannel channel) => channel switch
    {
        TicketChannel.Chat => "/icons.svg#chat",
        TicketChannel.Email => "/icons.svg#email",
        TicketChannel.Phone => "/icons.svg#phone",
        TicketChannel.Web => "/icons.svg#web",
        TicketChannel.Api => "/icons.svg#api",
        _ => "/icons.svg#social",
    };

    [GeneratedRegex("^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex HexColour();
}
