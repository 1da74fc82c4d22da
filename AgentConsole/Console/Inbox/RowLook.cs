using System.Buffers;
using System.Collections.Frozen;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Inbox;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox;

/// <summary>
/// What all rows of a list have in common: the words, the names behind ids, the address. Made anew when one of those changes, so a row
/// that has the same <see cref="InboxRow"/> and the same look need not be rendered.
/// </summary>
public sealed class RowLook
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly FrozenDictionary<SlaState, string> _sla;
    private readonly FrozenDictionary<SlaTarget, string> _targets;
    private readonly FrozenDictionary<TicketChannel, string> _channels;
    private readonly FrozenDictionary<CustomerTier, string> _tiers;
    private readonly FrozenDictionary<TicketStatus, string> _statuses;
    private readonly Func<int, PriorityLevel> _priority;
    private readonly Func<long, Tag?> _tag;
    private readonly Func<long, AgentInfo?> _agent;
    private readonly IStringLocalizer<Resources.Shared> _shared;
    private readonly Func<InboxRow, string>? _why;
    private readonly Func<int?, string?>? _own;

    public RowLook(
        IStringLocalizer<Resources.Shared> shared, IStringLocalizer<Resources.InboxWords> words,
        Func<int, PriorityLevel> priority, Func<long, Tag?> tag, Func<long, AgentInfo?> agent, string query,
        Func<InboxRow, string>? why = null, Func<int?, string?>? own = null)
    {
        (_why, _own) = (why, own);

        (_shared, _priority, _tag, _agent, Query) = (shared, priority, tag, agent, query);
        _sla = Enum.GetValues<SlaState>().ToFrozenDictionary(state => state, shared.Of);
        _targets = Enum.GetValues<SlaTarget>().ToFrozenDictionary(target => target, shared.Of);
        _channels = Enum.GetValues<TicketChannel>().ToFrozenDictionary(channel => channel, shared.Of);
        _tiers = Enum.GetValues<CustomerTier>().ToFrozenDictionary(tier => tier, shared.Of);
        _statuses = Enum.GetValues<TicketStatus>().ToFrozenDictionary(status => status, shared.Of);
        Unread = words["Row.Unread"];
        Selected = words["Bulk.Selected"];
        (Here, Left) = (" " + words["Row.Here"], " " + words["Row.Left"]);
        Vip = shared["Vip"];
        ByAgent = words["Row.By.Agent"];
        ByBot = words["Row.By.Bot"];
        Unassigned = words["Row.Unassigned"];
    }

    public string Query { get; }

    public string Vip { get; }

    private string Here { get; }

    private string Left { get; }

    private string Unread { get; }

    private string Selected { get; }

    private string Unassigned { get; }

    private string ByAgent { get; }

    private string ByBot { get; }

    public string Of(CustomerTier tier) => _tiers[tier];

    public string Of(TicketStatus status) => _statuses[status];

    public string Priority(int id) => _shared.Of(_priority(id));

    public Tag? Tag(long id) => _tag(id);

    /// <summary>The agent's name; a number where the account is not known.</summary>
    public string Agent(long id) => _agent(id)?.Name ?? $"#{id}";

    /// <summary>What a row shows by shape, colour and place only, in words for whoever listens.</summary>
    public string Spoken(InboxRow row, bool isSelected = false, Attendance customer = Attendance.Unknown)
    {
        var unread = row.IsUnread ? Unread + " " : "";
        var target = row.DueTarget is { } due ? _targets[due] + ": " : "";
        var sla = row.SlaState == SlaState.None ? "" : $" {target}{_sla[row.SlaState]}.";
        var assignee = row.AssigneeId is { } id ? Agent(id) : Unassigned;
        return $"{(isSelected ? Selected + " " : "")}{unread}{Priority(row.PriorityId)}. {_channels[row.Channel]}. {assignee}.{sla}{(customer == Attendance.Unknown ? "" : customer == Attendance.Here ? Here : Left)}";
    }

    /// <summary>Why the row stands where it does, where that is to be shown; null where its last message is.</summary>
    public string? Why(InboxRow row) => _why?.Invoke(row);

    /// <summary>Its class: reasons stand out, what a saved view has its rows tell does not.</summary>
    public string WhyClass => TellsFacts ? "trow-preview" : "trow-preview trow-why";

    /// <summary>True where <see cref="Why"/> tells facts and no reasons.</summary>
    public bool TellsFacts { get; init; }

    /// <summary>Says until when something is snoozed; null for until the customer writes.</summary>
    public Func<DateTimeOffset?, string>? Snoozed { get; init; }

    /// <summary>When a snoozed ticket returns; else the status of the company's own; null where the ticket has the category's, or is where its status says enough.</summary>
    public string? Own(InboxRow row) =>
        row.IsSnoozed && Snoozed is not null ? Snoozed(row.SnoozedUntil) : row.StatusId is null ? null : _own?.Invoke(row.StatusId);

    public string Address(long ticketId) => $"/inbox/{ticketId}{Query}";

    /// <summary>Who wrote last, where it wasn't the customer.</summary>
    public string? Author(ActorKind by) => by switch
    {
        ActorKind.Agent => ByAgent,
        ActorKind.Bot or ActorKind.Rule => ByBot,
        _ => null,
    };

    /// <summary>How a row says whether its customer is in the chat; null where that is not known.</summary>
    public static string? Css(Attendance customer) => customer switch { Attendance.Here => "here", Attendance.Left => "left", _ => null };

    /// <summary>The tag's colours as CSS; nothing where they aren't plain hexadecimal colours, so that no other style gets in with them.</summary>
    public static string? Style(Tag tag) =>
        IsHexColour(tag.TextColour) && IsHexColour(tag.Background) ? $"--tag-text:{tag.TextColour};--tag-back:{tag.Background}" : null;

    /// <summary>The class of the row's first line's end: when, and by css the channel's icon.</summary>
    public static string WhenClass(TicketChannel channel) => channel switch
    {
        TicketChannel.Chat => "trow-when by-chat",
        TicketChannel.Email => "trow-when by-email",
        TicketChannel.Phone => "trow-when by-phone",
        TicketChannel.Web => "trow-when by-web",
        TicketChannel.Api => "trow-when by-api",
        _ => "trow-when by-social",
    };

    private static bool IsHexColour(string text) =>
        text.Length is 4 or 7 && text[0] == '#' && !text.AsSpan(1).ContainsAnyExcept(HexDigits);
}
