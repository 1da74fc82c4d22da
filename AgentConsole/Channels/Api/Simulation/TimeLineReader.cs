using AgentConsole.Common;
using AgentConsole.Sla.Simulation;
using AgentConsole.Tickets;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>Makes a time line of the events that were sent, and names what is wrong by the place where it was sent.</summary>
internal sealed class TimeLineReader(ApiProblems problems, PriorityNames priorities)
{
    public const int MaxEvents = 300;

    private const string Root = "events";

    /// <summary>What could be read of it; worth living through only where no problem was found.</summary>
    public IReadOnlyList<TimeLineEvent> Read(IReadOnlyList<EventData>? data)
    {
        if (data is null or { Count: 0 })
        {
            problems.Add(Root, new Refusal("api.missing"));
            return [];
        }

        if (data.Count > MaxEvents)
        {
            problems.Add(Root, new Refusal("api.too_many", MaxEvents));
            return [];
        }

        var events = new List<TimeLineEvent>();
        for (var index = 0; index < data.Count; index++)
        {
            if (Read(data[index], $"{Root}[{index}]", first: index == 0) is not { } happened) continue;
            if (events is [.., { } before] && happened.At < before.At) problems.Add($"{Root}[{index}].at", new Refusal("simulation.earlier_than_before"));
            events.Add(happened);
        }

        return events;
    }

    private TimeLineEvent? Read(EventData? data, string where, bool first)
    {
        if (data is null)
        {
            problems.Add(where, new Refusal("api.missing"));
            return null;
        }

        var at = Wire.Instant(data.At, $"{where}.at", problems);
        var kind = Wire.OneOf<TimeLineKind>(data.Type, $"{where}.type", problems);
        if (kind is { } known && known == TimeLineKind.Created != first)
            problems.Add($"{where}.type", first ? new Refusal("simulation.not_created_first") : new Refusal("simulation.created_again"));
        var status = kind switch
        {
            TimeLineKind.Status => Status(data.Value, $"{where}.value"),
            TimeLineKind.Created when data.InitialStatus is { } initial => Status(initial, $"{where}.initial_status"),
            _ => null,
        };
        var priority = kind switch
        {
            TimeLineKind.Priority => Priority(data.Value, $"{where}.value"),
            TimeLineKind.Created when data.Priority is { } initial => Priority(initial, $"{where}.priority"),
            _ => null,
        };
        return at is { } instant && kind is { } what ? new TimeLineEvent(instant, what, status, priority) : null;
    }

    /// <summary>A status by our name for it, or by what other products call the same.</summary>
    private TicketStatus? Status(string? name, string where) => name?.ToLowerInvariant() switch
    {
        "solved" => TicketStatus.Resolved,
        "hold" or "on-hold" or "on hold" => TicketStatus.OnHold,
        _ => Wire.OneOf<TicketStatus>(name, where, problems),
    };

    private int? Priority(string? name, string where)
    {
        if (priorities.Id(name) is { } id) return id;
        problems.Add(where, new Refusal("api.not_one_of", Wire.Shown(name), string.Join(", ", priorities.All)));
        return null;
    }
}
