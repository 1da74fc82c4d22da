using System.Globalization;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Audit;

/// <summary>Who changed which setting, newest first. What is asked for stands in the address.</summary>
public sealed partial class AuditPage
{
    private IReadOnlyList<AuditRow>? rows;
    private IReadOnlyList<(long Id, string Name)> people = [];
    private bool hasOlder;

    [SupplyParameterFromQuery(Name = "by")]
    public long? By { get; set; }

    [SupplyParameterFromQuery(Name = "thing")]
    public string? Thing { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [Inject]
    public required AuditLog Log { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required CompanyZone Zone { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool IsFiltered => By is not null || AskedThing is not null;

    private AuditThing? AskedThing => Enum.TryParse<AuditThing>(Thing, ignoreCase: true, out var thing) && Enum.IsDefined(thing) ? thing : null;

    protected override async Task OnParametersSetAsync()
    {
        if (people.Count == 0) people = [.. (await Log.PeopleAsync(Gone)).Select(id => (id, Name(id))).OrderBy(person => person.Item2, StringComparer.CurrentCultureIgnoreCase)];
        (rows, hasOlder) = await Log.ReadAsync(new AuditQuery(By, AskedThing, Before: Before), Gone);
    }

    private string Name(long id) => Directory.Agent(id)?.Name ?? $"#{id}";

    /// <summary>As they were called then.</summary>
    private string Who(AuditRow row) => row.ByName.Length > 0 ? row.ByName : row.ById is { } id ? Name(id) : Words["Audit.Program"];

    private void Go(string? by, string? thing) => Navigation.NavigateTo(Address(by, thing, null));

    private string Address(long? before) => Address(By?.ToString(CultureInfo.InvariantCulture), AskedThing?.ToString(), before?.ToString(CultureInfo.InvariantCulture));

    private string Address(string? by, string? thing, string? before) => Navigation.GetUriWithQueryParameters(
        "/settings/audit", new Dictionary<string, object?>(StringComparer.Ordinal) { ["by"] = Given(by), ["thing"] = Given(thing), ["before"] = Given(before) });

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
