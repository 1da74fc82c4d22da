using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Console.Inbox.Bulk;

/// <summary>What is filled in about a change of many tickets.</summary>
internal sealed class BulkForm
{
    public TicketStatus? Status { get; set; }

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
    public BulkChange Change(Macro? macro, long agentId)
    {
        var wished = macro is null ? new BulkChange() : BulkChange.Of(macro, agentId);
        return wished with
        {
            Status = Status ?? wished.Status,
            PriorityId = PriorityId ?? wished.PriorityId,
            AssigneeId = AssigneeId ?? wished.AssigneeId,
            TeamId = TeamId ?? wished.TeamId,
            AddTagIds = [.. wished.AddTagIds.Union(AddTags).Except(RemoveTags).Order()],
            RemoveTagIds = [.. wished.RemoveTagIds.Union(RemoveTags).Except(AddTags).Order()],
            MergeIntoId = new Tickets.Search.SearchQuery(MergeInto).Number,
        };
    }
}
