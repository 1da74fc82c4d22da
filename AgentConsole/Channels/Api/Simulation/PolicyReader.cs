using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>Priorities by the names that a request calls them.</summary>
internal sealed class PriorityNames
{
    private readonly List<string> _names = ["low", "normal", "high", "urgent"];

    public IReadOnlyList<string> All => _names;

    /// <summary>The id of a name; null where it isn't known.</summary>
    public int? Id(string? name) => _names.IndexOf(name?.ToLowerInvariant() ?? "") is >= 0 and var index ? index + PriorityLevel.LowId : null;

    public string Name(int id) => _names[id - PriorityLevel.LowId];

    /// <summary>The id of a name, which is known from now on.</summary>
    public int Add(string name)
    {
        if (Id(name) is { } known) return known;
        _names.Add(name.ToLowerInvariant());
        return _names.Count - 1 + PriorityLevel.LowId;
    }
}

/// <summary>Makes a policy of the promises that were sent, and names what is wrong by the place where it was sent.</summary>
internal sealed class PolicyReader(ApiProblems problems, PriorityNames priorities)
{
    private const string Root = "sla";

    private const int MaxPriorities = 50;

    // The policy's own places → the places of the request.
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal) { ["promises"] = Root };

    /// <summary>The policy; null where it can't be judged by.</summary>
    public SlaPolicy? Read(SlaData? data)
    {
        if (data is null)
        {
            problems.Add(Root, new Refusal("api.missing"));
            return null;
        }

        if (data.Priorities is { Count: > MaxPriorities })
        {
            problems.Add($"{Root}.priorities", new Refusal("api.too_many", MaxPriorities));
            return null;
        }

        foreach (var name in data.Priorities?.Keys ?? []) priorities.Add(name);
        var warnings = Warnings(data);
        var byDayAndNight = (data.CalendarTime ?? []).Select((name, index) => Wire.Target(name, $"{Root}.calendar_time[{index}]", problems)).ToHashSet();
        var everybody = new PromiseData { FirstResponse = data.FirstResponse, NextResponse = data.NextResponse, Resolution = data.Resolution, TotalResolution = data.TotalResolution };
        var promises = new Dictionary<int, IReadOnlyList<SlaPromise>>();
        foreach (var name in priorities.All)
        {
            var own = data.Priorities?.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
            var place = own is null ? Root : ApiProblems.Below($"{Root}.priorities", name);
            promises[priorities.Id(name)!.Value] = [.. Promises(own ?? everybody, place, priorities.Id(name)!.Value, warnings, byDayAndNight)];
        }

        var policy = new SlaPolicy { Id = 1, Name = "simulated", CalendarId = 1, IsDefault = true, Promises = promises, Pauses = Pauses(data) };
        var wrong = policy.Validate();
        foreach (var problem in wrong.DistinctBy(p => Place(p.Where))) problems.Add(Place(problem.Where), problem.What);
        return wrong.Count == 0 ? policy : null;
    }

    private IEnumerable<SlaPromise> Promises(
        PromiseData data, string where, int priority, Dictionary<SlaTarget, TimeSpan> warnings, HashSet<SlaTarget?> byDayAndNight)
    {
        foreach (var (name, minutes) in new[]
        {
            ("first_response", data.FirstResponse), ("next_response", data.NextResponse), ("resolution", data.Resolution), ("total_resolution", data.TotalResolution),
        })
        {
            var (target, place) = (Wire.Targets[name], $"{where}.{name}");
            _places[$"promises.{priority}.{target}"] = place;
            if (minutes is null || Wire.Amount(minutes, TimeSpan.FromMinutes(1), place, problems) is not { } amount) continue;
            // The warning was given for all; a priority that promises less than it does without.
            var warning = warnings.GetValueOrDefault(target);
            if (where != Root && warning >= amount) warning = TimeSpan.Zero;
            yield return new SlaPromise(target, amount, warning, !byDayAndNight.Contains(target));
        }
    }

    private Dictionary<SlaTarget, TimeSpan> Warnings(SlaData data)
    {
        var warnings = new Dictionary<SlaTarget, TimeSpan>();
        foreach (var (name, minutes) in data.WarnBefore ?? new Dictionary<string, double>(StringComparer.Ordinal))
        {
            var place = ApiProblems.Below($"{Root}.warn_before", name);
            if (Wire.Target(name, place, problems) is { } target && Wire.Amount(minutes, TimeSpan.FromMinutes(1), place, problems) is { } amount) warnings[target] = amount;
        }

        return warnings;
    }

    // As other products have it by default: all clocks wait while the ticket waits for somebody else.
    private Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> Pauses(SlaData data)
    {
        var pauses = Wire.Targets.Values.ToDictionary(target => target, IReadOnlyList<TicketStatus> (_) => [TicketStatus.Pending, TicketStatus.OnHold]);
        foreach (var (name, statuses) in data.Pauses ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
        {
            var place = ApiProblems.Below($"{Root}.pauses", name);
            if (Wire.Target(name, place, problems) is not { } target) continue;
            _places[$"pauses.{target}"] = place;
            pauses[target] = [.. (statuses ?? []).Select((status, index) => Wire.OneOf<TicketStatus>(status, $"{place}[{index}]", problems)).OfType<TicketStatus>().Distinct()];
        }

        return pauses;
    }

    private string Place(string where) => _places.GetValueOrDefault(where, Root);
}
