using System.Globalization;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

/// <summary>Tickets, calendars and policies to judge.</summary>
internal static class Some
{
    public static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc + "Z", CultureInfo.InvariantCulture);

    public static DateOnly Date(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);

    /// <summary><c>09:00-12:00 13:00-17:00</c>.</summary>
    public static IReadOnlyList<OpenInterval> Hours(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('-').Select(time => time == "24:00" ? TimeSpan.FromDays(1) : TimeSpan.Parse(time, CultureInfo.InvariantCulture)).ToArray())
            .Select(times => new OpenInterval(times[0], times[1])),
    ];

    public static BusinessCalendar Calendar(string hours = "09:00-17:00", string zone = "Etc/UTC", params DayOfWeek[] days) => new()
    {
        Id = 1,
        Name = "Office",
        TimeZone = zone,
        Week = (days.Length > 0 ? days : [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday])
            .ToDictionary(d => d, _ => Hours(hours)),
    };

    public static BusinessCalendar EveryDay(string hours, string zone = "Etc/UTC") => Calendar(hours, zone, Enum.GetValues<DayOfWeek>());

    public static BusinessCalendar AlwaysOpen { get; } = new() { Id = 1, Name = "Always", TimeZone = "Etc/UTC", AlwaysOpen = true };

    public static SlaPolicy Policy(params SlaPromise[] promises) => new()
    {
        Id = 1,
        Name = "Standard",
        IsDefault = true,
        CalendarId = 1,
        Promises = new Dictionary<int, IReadOnlyList<SlaPromise>> { [PriorityLevel.NormalId] = promises },
    };

    public static SlaPromise Promise(SlaTarget target, double hours, double warnHours = 0, bool inBusinessTime = true) =>
        new(target, TimeSpan.FromHours(hours), TimeSpan.FromHours(warnHours), inBusinessTime);

    public static Ticket Ticket(DateTimeOffset createdAt, TicketStatus status = TicketStatus.New) => new()
    {
        Id = 1,
        Subject = "Where is my parcel?",
        CustomerId = 1,
        Status = status,
        CreatedAt = createdAt,
        UpdatedAt = createdAt,
        Statuses = [new StatusSpan(status, createdAt)],
    };

    /// <summary>The ticket with another status from an instant on, as its history would make it.</summary>
    public static Ticket Turned(this Ticket ticket, TicketStatus to, DateTimeOffset at) =>
        TicketHistory.Apply(ticket, new JournalEntry(1, ticket.Id, at, Actor.System, new StatusChanged(ticket.Status, to, null)));

    public static Ticket Wrote(this Ticket ticket, DateTimeOffset at) =>
        TicketHistory.Apply(ticket, new JournalEntry(1, ticket.Id, at, Actor.Customer(1, "Ana"), new CustomerWrote(1, "?")));

    public static Ticket Answered(this Ticket ticket, DateTimeOffset at) =>
        TicketHistory.Apply(ticket, new JournalEntry(1, ticket.Id, at, Actor.Agent(1, "Bor"), new AgentReplied(1, "!")));

    public static Ticket AnsweredByBot(this Ticket ticket, DateTimeOffset at) =>
        TicketHistory.Apply(ticket, new JournalEntry(1, ticket.Id, at, new Actor(ActorKind.Bot, 1, "Bot"), new BotReplied(1, "!")));
}
