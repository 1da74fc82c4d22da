using AgentConsole.People;

namespace AgentConsole.Demo;

/// <summary>The people of the demonstration, made up.</summary>
internal static class DemoNames
{
    public const string Company = "Alder & Pine";

    public static IReadOnlyList<string> Teams { get; } = ["Orders", "Billing", "Technical"];

    public static NewColleague Admin { get; } = new("Ana Kovač", "ana@alder-pine.example", AgentRole.Admin, ["Orders", "Billing", "Technical"], "en") { Seniority = Seniority.Senior, Speaks = ["Arabic", "Slovene"] };

    public static IReadOnlyList<NewColleague> Colleagues { get; } =
    [
        new("Nadia Haddad", "nadia@alder-pine.example", AgentRole.Supervisor, ["Orders", "Billing"], "en"),
        new("Tom Fisher", "tom@alder-pine.example", AgentRole.Supervisor, ["Technical"], "en"),
        new("Bor Zupan", "bor@alder-pine.example", AgentRole.Agent, ["Orders"], "en") { Seniority = Seniority.Senior, Speaks = ["Slovene"] },
        new("Grace Okafor", "grace@alder-pine.example", AgentRole.Agent, ["Orders"], "en") { Seniority = Seniority.Junior, Capacity = 8 },
        new("Samir Aziz", "samir@alder-pine.example", AgentRole.Agent, ["Orders", "Billing"], "ar") { Speaks = ["Arabic"] },
        new("Eva Novak", "eva@alder-pine.example", AgentRole.Agent, ["Billing"], "sl") { Seniority = Seniority.Senior, Speaks = ["Slovene"] },
        new("Liam Byrne", "liam@alder-pine.example", AgentRole.Agent, ["Billing"], "en"),
        new("Mei Tanaka", "mei@alder-pine.example", AgentRole.Agent, ["Technical"], "en"),
        new("Jonas Weber", "jonas@alder-pine.example", AgentRole.Agent, ["Technical"], "en"),
        new("Layla Mansour", "layla@alder-pine.example", AgentRole.Agent, ["Technical", "Orders"], "ar") { Seniority = Seniority.Senior, Speaks = ["Arabic"] },
    ];

    public static IReadOnlyList<string> Companies { get; } =
    [
        "Bright Valley School", "Kolektiv Tivoli", "Harbour Guides", "Oakfield Scouts", "Studio Sever", "Blue Ridge Tours", "Planinsko društvo Kamnik", "Desert Rose Travel",
        "Wren & Co.", "Nordlys Camps", "Al Noor Trading", "Hotel Špik", "Mountain Rescue North", "Cedar House", "Pohodnik d.o.o.",
    ];

    public static IReadOnlyList<string> Products { get; } = ["Trail 22 backpack", "Ridge tent", "Ember stove", "Tarn bottle", "Fjell jacket", "Summit poles", "Harbour duffel", "Lumen headlamp"];

    public static IReadOnlyList<string> Cities { get; } = ["Leeds", "Graz", "Ljubljana", "Galway", "Trieste", "Bristol", "Maribor", "Amman"];

    public static (IReadOnlyList<string> First, IReadOnlyList<string> Last) Customers(string language) => language switch
    {
        "sl" => (
            ["Maja", "Luka", "Nina", "Žan", "Tjaša", "Matej", "Petra", "Gašper", "Urška", "Rok"],
            ["Novak", "Horvat", "Krajnc", "Zupančič", "Potočnik", "Kos", "Vidmar", "Golob", "Božič", "Žagar"]),
        "ar" => (
            ["أحمد", "فاطمة", "يوسف", "مريم", "خالد", "نور", "عمر", "ليلى", "حسن", "سارة"],
            ["الحسن", "العلي", "منصور", "حداد", "الخطيب", "عبد الله", "النجار", "زيدان", "صباغ", "قاسم"]),
        _ => (
            ["Olivia", "Noah", "Amelia", "George", "Isla", "Arthur", "Freya", "Oscar", "Priya", "Daniel", "Chloe", "Marcus", "Hannah", "Ravi", "Ellen", "Peter"],
            ["Smith", "Walsh", "Patel", "Hughes", "Clarke", "Murphy", "Nguyen", "Evans", "Baker", "Larsen", "Fraser", "O'Connor", "Schmidt", "Rossi", "Kelly", "Adams"]),
    };
}

/// <param name="Teams">By name.</param>
internal sealed record NewColleague(string Name, string Email, AgentRole Role, IReadOnlyList<string> Teams, string Language)
{
    public Seniority Seniority { get; init; } = Seniority.Agent;

    /// <summary>See <see cref="AgentAbility.Capacity"/>.</summary>
    public int Capacity { get; init; }

    /// <summary>Skills, by name.</summary>
    public IReadOnlyList<string> Speaks { get; init; } = [];
}
