using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Statuses;

namespace AgentConsole.Demo;

/// <summary>What the demonstration shows of tickets' lives: a status of its own, a team that reminds the silent, snoozes, and what customers say of resolutions.</summary>
internal static class DemoLife
{
    private static readonly string?[] _said = ["Quick and friendly, thank you!", null, "Solved, but it took two tries.", null, "عمل رائع، شكرًا لكم", null];

    public static CustomStatus AtTheCarrier { get; } = new(
        0, "At the carrier", TicketStatus.OnHold, new Dictionary<string, string>(StringComparer.Ordinal) { ["sl"] = "Pri prevozniku", ["ar"] = "لدى شركة الشحن" });

    /// <summary>Its customers are reminded after three days, and two days later the ticket is resolved.</summary>
    public static LifePolicy Reminding(long team) => new() { TeamId = team, RemindHours = 72, ResolveHours = 48, CloseHours = 120, CloseNoticeHours = 24 };

    /// <summary>Makes both where they are not there yet; gives the status.</summary>
    public static async Task<int> MakeAsync(LifeCatalog life, long team, CancellationToken cancellationToken)
    {
        if (!life.HasOwn(team)) await life.SaveAsync(Reminding(team), cancellationToken);
        return (life.Statuses.FirstOrDefault(status => status.Name == AtTheCarrier.Name) ?? (await life.SaveAsync(AtTheCarrier, cancellationToken)).Value!).Id;
    }

    /// <summary>What comes after a story's last line; null where nothing does. It takes nothing from the dice, so the stories stay as they are.</summary>
    public static PlannedStep? After(Fate fate, int index, DateTimeOffset at, DateTimeOffset now, Actor agent, string customer, int status) => (fate, index % 4) switch
    {
        (Fate.Fresh, 2) when index < 4 => Step(at + TimeSpan.FromSeconds(40), ticket => new Snooze(agent, ticket.Id, now + TimeSpan.FromHours(20))),
        (Fate.Answered, 1) => Step(at + TimeSpan.FromMinutes(2), ticket => new Snooze(agent, ticket.Id, index % 8 == 1 ? null : now + TimeSpan.FromHours(3 + index))),
        (Fate.OnHold, 0 or 2) => Step(at + TimeSpan.FromSeconds(50), ticket => new ChangeStatus(agent, ticket.Id, TicketStatus.OnHold, StatusId: status)),
        (Fate.Resolved, 1 or 2) => Step(
            at + TimeSpan.FromMinutes(12), ticket => new RateResolution(Actor.Customer(ticket.CustomerId, customer), ticket.Id, index % 5 == 1 ? 3 : 5 - (index % 2), _said[index % _said.Length])),
        _ => null,
    };

    private static PlannedStep Step(DateTimeOffset at, Func<Ticket, TicketCommand> command) => new(at, command);
}
