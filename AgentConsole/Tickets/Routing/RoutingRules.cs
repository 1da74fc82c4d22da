using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Routing;

/// <summary>How tickets come to agents. Manual: they take them. RingAll: all who can are asked, the first has it. Next: an agent asked for the most urgent.</summary>
public enum RoutingWay { Manual = 0, RoundRobin = 1, LeastBusy = 2, RingAll = 3, Next = 4 }

/// <summary>Something that not everybody can do. Tickets that fit the condition need it.</summary>
public sealed record Skill(long Id, string Name, Condition When);

/// <summary>Whom a team brings in for what is too much for it: another team, an agent, or its own people from a seniority on.</summary>
/// <param name="Note">What the note begins with; a question to answer, say.</param>
public sealed record EscalationPath(long? TeamId, long? AgentId, Seniority? AtLeast, string Note = "");

/// <summary>How a team's tickets are routed.</summary>
/// <param name="AcceptWithin">How long all are asked, before it is given to the least busy.</param>
/// <param name="SeniorsFrom">From this priority's rank on seniors come first; null for never.</param>
/// <param name="LeavesAbsent">What waits for an answer goes to another when its agent goes away.</param>
public sealed record TeamRouting(long TeamId, RoutingWay Way, TimeSpan AcceptWithin, int? SeniorsFrom = PriorityLevel.UrgentId, bool LeavesAbsent = true, EscalationPath? Path = null)
{
    public static readonly TimeSpan LongestWrapUp = TimeSpan.FromHours(1);

    /// <summary>A chat rings for the one it would go to, who takes it within <see cref="AcceptWithin"/> or lets it go on to the next.</summary>
    public bool RingsChats { get; init; }

    /// <summary>How long no new chat rings for an agent who has resolved one; zero for not at all.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>True where a chat rings for one after the other.</summary>
    public bool HandsOn(TicketChannel channel) => RingsChats && channel == TicketChannel.Chat && Way is (RoutingWay.RoundRobin or RoutingWay.LeastBusy);

    public static readonly TimeSpan UsualAccept = TimeSpan.FromSeconds(45);

    public static TeamRouting Manual(long teamId) => new(teamId, RoutingWay.Manual, UsualAccept, SeniorsFrom: null);
}

/// <summary>How work comes to people, as an admin set it.</summary>
/// <param name="MayPick">Agents choose what to work on; where false only supervisors do, and agents take the next.</param>
/// <param name="HoldFor">How long a ticket is held for one who took it and does nothing; zero for as long as they like.</param>
/// <param name="Teams">Those that are not all manual and without a path.</param>
public sealed record RoutingRules(bool MayPick, TimeSpan HoldFor, IReadOnlyList<Skill> Skills, IReadOnlyList<TeamRouting> Teams)
{
    public const int MaxSkills = 100, MaxTeams = 1000, MaxNameLength = 60, MaxNoteLength = 1000;
    public static readonly TimeSpan LongestHold = TimeSpan.FromDays(7), LongestAccept = TimeSpan.FromHours(1);

    /// <summary>How many chats in a row ring for an agent and are not answered, before the agent is set away; zero for never.</summary>
    public int AwayAfterMissed { get; init; } = 2;

    public static RoutingRules Usual { get; } = new(MayPick: true, TimeSpan.FromMinutes(30), [], []);

    /// <summary>What is wrong; null where nothing is.</summary>
    public Refusal? Problem()
    {
        if (HoldFor < TimeSpan.Zero || HoldFor > LongestHold) return new Refusal("routing.hold");
        if (AwayAfterMissed is < 0 or > 100) return new Refusal("routing.missed", 100);
        if (Skills.Count > MaxSkills || Teams.Count > MaxTeams) return new Refusal("routing.too_many", MaxSkills);
        foreach (var skill in Skills)
        {
            if (string.IsNullOrWhiteSpace(skill.Name) || skill.Name.Length > MaxNameLength || !Text.IsStorable(skill.Name)) return new Refusal("skill.name", MaxNameLength);
            if (!CompiledCondition.Tests(skill.When).Any()) return new Refusal("skill.no_condition");
            if (ConditionRules.Problems(skill.When, ConditionUse.PriorityRule) is [var wrong, ..]) return wrong.What;
        }

        if (Skills.DistinctBy(skill => skill.Name, StringComparer.OrdinalIgnoreCase).Count() < Skills.Count) return new Refusal("skill.name_twice");
        return Teams.Select(Problem).FirstOrDefault(problem => problem is not null);
    }

    private static Refusal? Problem(TeamRouting team) => team switch
    {
        { Way: < RoutingWay.Manual or > RoutingWay.RingAll } => new Refusal("routing.way"),
        _ when team.AcceptWithin < TimeSpan.FromSeconds(5) || team.AcceptWithin > LongestAccept => new Refusal("routing.accept"),
        _ when team.WrapUp < TimeSpan.Zero || team.WrapUp > TeamRouting.LongestWrapUp => new Refusal("routing.wrap_up"),
        { Path: { TeamId: null, AgentId: null, AtLeast: null } } => new Refusal("routing.path"),
        { Path.TeamId: { } to } when to == team.TeamId => new Refusal("routing.path"),
        { Path.Note.Length: > MaxNoteLength } => new Refusal("routing.note", MaxNoteLength),
        _ => null,
    };
}
