namespace AgentConsole.Tests.Architecture;

/// <summary>The folder table of the design, as data.</summary>
internal static class Folders
{
    private const string AspNet = "Microsoft.AspNetCore", SignalR = "Microsoft.AspNetCore.SignalR", Blazor = "Microsoft.AspNetCore.Components";
    private const string Ef = "Microsoft.EntityFrameworkCore", Logging = "Microsoft.Extensions.Logging", Clock = "System.TimeProvider", Radzen = "Radzen";

    /// <summary>Folders of this level never import each other.</summary>
    public const int Edge = 5;

    /// <summary>Lowest level first. A folder imports its own level and lower ones, no two folders import each other.</summary>
    public static IReadOnlyList<Folder> Table { get; } =
    [
        new("Resources", 0, FreeOf: [AspNet, Ef, Radzen]),
        new("Common", 0, FreeOf: [AspNet, Radzen, "Data"]),
        new("Data", 0, FreeOf: [AspNet, Radzen]),
        new("Live", 1, FreeOf: [SignalR, Blazor, Radzen]),
        new("People", 2, FreeOf: ["Tickets", "Knowledge", Radzen]),
        new("Sites", 2, FreeOf: ["Tickets", "Knowledge", SignalR, Blazor, Radzen]),
        new("Tickets", 2, FreeOf: [AspNet, Radzen]),
        new("Knowledge", 2, FreeOf: [AspNet, Radzen]),
        new("Sla", 3, FreeOf: [Clock, Ef, "Data", Logging, AspNet, Radzen], StorageEdge: ["SlaCatalog"]),
        new("Rules", 3, FreeOf: [Clock, Ef, "Data", Logging, AspNet, Radzen], StorageEdge: ["RuleCatalog", "PriorityRuleCatalog"]),
        new("Desk", 4, FreeOf: [AspNet, Radzen], WritesTickets: true),
        new("Workers", Edge, FreeOf: [Blazor, SignalR, Radzen]),
        new("Channels", Edge, FreeOf: [Radzen]),
        new("Console", Edge),
        new("Demo", Edge),
    ];

    /// <summary>What only the Desk adds, changes or removes.</summary>
    public static IReadOnlyList<string> WrittenByTheDesk { get; } =
        ["Tickets.Ticket", "Tickets.Message", "Live.JournalRow", "Desk.Counters"];
}

/// <param name="Name">The folder under the root, and so the namespace.</param>
/// <param name="FreeOf">Namespaces or types that it must not touch: a folder's name of ours, or a full name from outside, and all below it.</param>
/// <param name="StorageEdge">
/// The types of a pure folder that may touch the store, besides its <c>…Configuration</c> classes, which say its tables.
/// </param>
internal sealed record Folder(string Name, int Level, string[]? FreeOf = null, string[]? StorageEdge = null, bool WritesTickets = false)
{
    /// <summary>Composition (<c>XFeature</c>) and, for a folder's storage, the types at its edge.</summary>
    public bool Exempts(string type) =>
        type.EndsWith("Feature", StringComparison.Ordinal) || type.EndsWith("Configuration", StringComparison.Ordinal)
        || (StorageEdge ?? []).Contains(type, StringComparer.Ordinal);
}
