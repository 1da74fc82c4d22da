using System.Globalization;
using AgentConsole.Console.Ticket.Life;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Console.Inbox.Bulk;

/// <summary>What is filled in about a change of many tickets.</summary>
internal sealed class BulkForm
{
    /// <summary>As a select carries it (<see cref="StatusChoice"/>); empty where it is left.</summary>
    public string Status { get; set; } = "";

    /// <summary>Until when it is snoozed: <c>wake</c>, <c>reply</c>, <c>own</c>, an instant in round-trip form, or empty where that is left.</summary>
    public string Snooze { get; set; } = "";

    /// <summary>For <c>own</c>, by the viewer's clock.</summary>
    public DateTime? SnoozeAt { get; set; }

    public int? PriorityId { get; set; }

    /// <summary>0 for nobody, null where it is left.</summary>
    public long? AssigneeId { get; set; }

    /// <summary>0 for none, null where it is left.</summary>
    public long? TeamId { get; set; }

    public List<long> AddTags { get; } = [];

    public List<long> RemoveTags { get; } = [];

    public long? MacroId { get; set; }

    /// <summary>As typed: <c>42</c> or <c>#42</c>.</summary>
    public string MergeInto { get; set; } = "";

    /// <summary>The macro's part first; what is chosen here has the last word.</summary>
    public BulkChange Change(Macro? macro, long agentId, TimeZoneInfo zone)
    {
        var (status, statusId) = StatusChoice.Parse(Status);
        var wished = macro is null ? new BulkChange() : BulkChange.Of(macro, agentId);
        return wished with
        {
            Status = status ?? wished.Status,
            StatusId = status is null ? wished.StatusId : statusId,
            Wakes = Snooze == "wake",
            Snoozed = Snooze switch
            {
                "" or "wake" => null,
                "reply" => new SnoozeEnd(null),
                "own" => SnoozeAt is { } local ? new SnoozeEnd(SnoozeTimes.At(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone)) : null,
                var until => new SnoozeEnd(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture)),
            },
            PriorityId = PriorityId ?? wished.PriorityId,
            AssigneeId = AssigneeId ?? wished.AssigneeId,
            TeamId = TeamId ?? wished.TeamId,
            AddTagIds = [.. wished.AddTagIds.Union(AddTags).Except(RemoveTags).Order()],
            RemoveTagIds = [.. wished.RemoveTagIds.Union(RemoveTags).Except(AddTags).Order()],
            MergeIntoId = new Tickets.Search.SearchQuery(MergeInto).Number,
        };
    }
}
