using System.Globalization;
using AgentConsole.Console;
using AgentConsole.Console.Bans;
using AgentConsole.Console.Ticket;
using AgentConsole.Console.Wall;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Bans;
using AgentConsole.Resources;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Macros;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>What the screens' components need, and things for them to show: English words, UTC, a clock that stands.</summary>
public abstract class ScreenContext : BunitContext
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    protected static readonly Actor Ana = Actor.Agent(7, "Ana"), Bor = Actor.Agent(8, "Bor"), Maja = Actor.Customer(3, "Maja");

    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _uiCulture = CultureInfo.CurrentUICulture;

    protected ScreenContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        Time = new FakeTime(Noon);
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddScoped<Scripts>();
        Services.AddTransient<TicketTerms>();
        Services.AddTransient<WallTerms>();
        Services.AddSingleton<ViewerZone>();
        Services.AddSingleton<SlaSentences>();
        // It reads nothing until it is started; a test says what there is.
        Services.AddSingleton(new MacroCatalog(null!, null!, null!, null!, null!));
        Services.AddSingleton(new FileShelf(null!, null!, null!, new FilesOptions(), Time));
        Services.AddSingleton(new AttendanceBoard(new LiveSignals(NullLogger<LiveSignals>.Instance), Time));
        Services.AddSingleton(new BanBook(null!, null!, Time, null!));
        Services.AddTransient<BanTerms>();
        Services.AddSingleton<BanOrders>();
        Services.AddSingleton(new FieldCatalog(null!, null!, null!, null!, null!));
    }

    protected FakeTime Time { get; }

    protected TicketTerms Terms => Services.GetRequiredService<TicketTerms>();

    protected HistorySentences Sentences => new(Terms, Names);

    protected static NameBook Names { get; } = new(
        [new AgentInfo(7, "Ana", "ana@example.test", AgentRole.Agent, [1], "en"), new AgentInfo(8, "Bor", "bor@example.test", AgentRole.Agent, [1], "sl")],
        [new Team(1, "Billing")],
        [new Tag(1, "refund", "#1b1f24", "#dbe4ff", false), new Tag(2, "late", "#1b1f24", "#ffe3e3", false)],
        [
            new PriorityLevel(PriorityLevel.UrgentId, "Urgent", 40, "#c00"), new PriorityLevel(PriorityLevel.HighId, "High", 30, "#c60"),
            new PriorityLevel(PriorityLevel.NormalId, "Normal", 20, "#36c"), new PriorityLevel(PriorityLevel.LowId, "Low", 10, "#888"),
        ])
    {
        Fields =
        [
            new TicketField { Id = 1, Name = "Order", IsRequired = true, Help = "On the invoice" },
            new TicketField { Id = 2, Name = "Product", Kind = FieldKind.Choice, Choices = [new(1, "Bike"), new(2, "Boat")] },
            new TicketField { Id = 3, Name = "Old", Kind = FieldKind.YesNo, IsArchived = true },
        ],
        Skills = [new AgentConsole.Tickets.Routing.Skill(5, "Arabic", new AgentConsole.Tickets.Conditions.AllOf([]))],
    };

    protected static Message Says(long seq, Actor who, string text, DateTimeOffset? at = null, MessageKind kind = MessageKind.Public, string? clientId = null) => new()
    {
        Id = seq,
        TicketId = 1,
        Seq = seq,
        Kind = kind,
        AuthorKind = who.Kind,
        AuthorId = who.Id,
        AuthorName = who.Name,
        Text = text,
        At = at ?? Noon,
        ClientId = clientId,
    };

    protected static JournalEntry Row(long seq, Actor who, TicketEvent happened, DateTimeOffset? at = null) => new(seq, 1, at ?? Noon, who, happened);

    /// <summary>An instant as the page carries it for the browser.</summary>
    protected static string Unix(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    protected override void Dispose(bool disposing)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
        base.Dispose(disposing);
    }
}
