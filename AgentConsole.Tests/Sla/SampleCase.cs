using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

/// <summary>One case of business_hours.json in our terms.</summary>
internal sealed partial class SampleCase(JsonElement json)
{
    public string Id => json.GetProperty("id").GetString()!;

    public string Op => json.GetProperty("op").GetString()!;

    public bool IsCore => json.GetProperty("core").GetBoolean();

    public JsonElement Input => json.GetProperty("input");

    public JsonElement Expected => json.GetProperty("expected");

    /// <summary>A second answer that the case's own name allows.</summary>
    public DateTimeOffset? AlsoAccepted =>
        AcceptToo().Match(json.GetProperty("source").GetProperty("name").GetString()!) is { Success: true } match ? Instant(match.Groups["instant"].Value) : null;

    public TimeSpan Amount => Input.GetProperty("unit").GetString() switch
    {
        "seconds" => TimeSpan.FromSeconds(Input.GetProperty("amount").GetInt64()),
        "hours" => TimeSpan.FromHours(Input.GetProperty("amount").GetInt64()),
        _ => TimeSpan.FromMinutes(Input.GetProperty("amount").GetInt64()),
    };

    public static IReadOnlyList<SampleCase> Read(params string[] ops)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Samples.PathOf("business_hours.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => new SampleCase(c.Clone())).Where(c => c.IsCore && ops.Contains(c.Op))];
    }

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    public DateTimeOffset At(string name) => Instant(Input.GetProperty(name).GetString()!);

    public BusinessCalendar Calendar()
    {
        var calendar = json.GetProperty("calendar");
        return new BusinessCalendar
        {
            Id = 1,
            Name = Id,
            TimeZone = calendar.GetProperty("time_zone").GetString()!,
            Week = Entries(calendar, "hours").ToDictionary(d => Weekdays[d.Name], d => Intervals(d.Value)),
            SpecialDays = [.. Entries(calendar, "shifts").Select(d => new SpecialHours(DateOnly.Parse(d.Name, CultureInfo.InvariantCulture), Intervals(d.Value)))],
            Holidays =
            [
                .. calendar.GetProperty("holidays").EnumerateArray().Select(d => new Holiday(DateOnly.Parse(d.GetString()!, CultureInfo.InvariantCulture), "holiday")),
                .. Entries(calendar, "breaks").Select(d => new Holiday(DateOnly.Parse(d.Name, CultureInfo.InvariantCulture), "break", Parts: Intervals(d.Value))),
            ],
        };
    }

    /// <summary>The policy of a time line: everything pauses while pending.</summary>
    public SlaPolicy Policy()
    {
        var sla = json.GetProperty("sla");
        List<SlaPromise> promises = [];
        foreach (var (name, target) in Targets)
        {
            if (sla.TryGetProperty(name, out var minutes) && minutes.ValueKind == JsonValueKind.Number)
                promises.Add(new(target, TimeSpan.FromMinutes(minutes.GetInt32()), TimeSpan.Zero));
        }

        return new SlaPolicy
        {
            Id = 1,
            Name = Id,
            CalendarId = 1,
            IsDefault = true,
            Promises = new Dictionary<int, IReadOnlyList<SlaPromise>> { [PriorityLevel.NormalId] = promises },
            Pauses = Targets.ToDictionary(t => t.Target, IReadOnlyList<TicketStatus> (_) => [TicketStatus.Pending]),
        };
    }

    /// <summary>The ticket that a time line's events make. Its stamps are set one by one: some cases have one without the other.</summary>
    public Ticket Ticket()
    {
        Ticket? ticket = null;
        foreach (var happened in json.GetProperty("events").EnumerateArray())
        {
            var at = Instant(happened.GetProperty("at").GetString()!);
            ticket = happened.GetProperty("type").GetString() switch
            {
                "created" => Some.Ticket(at),
                "customer_message" => ticket! with { WaitingSince = ticket!.WaitingSince ?? at },
                "first_agent_reply" => ticket! with { FirstResponseAt = ticket!.FirstResponseAt ?? at },
                "agent_contact" => ticket! with { WaitingSince = null },
                "agent_reply" => ticket! with { WaitingSince = null, FirstResponseAt = ticket!.FirstResponseAt ?? at },
                "status" => ticket!.Turned(Enum.Parse<TicketStatus>(happened.GetProperty("value").GetString()!, ignoreCase: true), at),
                var unknown => throw new InvalidOperationException(unknown),
            };
        }

        return ticket!;
    }

    public static readonly IReadOnlyList<(string Name, SlaTarget Target)> Targets =
        [("first_response", SlaTarget.FirstResponse), ("next_response", SlaTarget.NextResponse), ("resolution", SlaTarget.FirstResolution)];

    private static readonly Dictionary<string, DayOfWeek> Weekdays =
        Enum.GetValues<DayOfWeek>().ToDictionary(d => d.ToString()[..3].ToLowerInvariant(), StringComparer.Ordinal);

    [GeneratedRegex(@"\(accept (?<instant>\S+) too\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AcceptToo();

    private static JsonElement.ObjectEnumerator Entries(JsonElement calendar, string name) =>
        calendar.TryGetProperty(name, out var entries) && entries.ValueKind == JsonValueKind.Object ? entries.EnumerateObject() : default;

    private static IReadOnlyList<OpenInterval> Intervals(JsonElement list) =>
        [.. list.EnumerateArray().Select(pair => new OpenInterval(Time(pair[0].GetString()!), Time(pair[1].GetString()!)))];

    private static TimeSpan Time(string text)
    {
        var parts = text.Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return new TimeSpan(parts[0], parts[1], parts.Length > 2 ? parts[2] : 0);
    }
}
