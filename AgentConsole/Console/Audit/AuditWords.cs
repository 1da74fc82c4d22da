using System.Globalization;
using AgentConsole.Console.Controls;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.People.Setup;
using AgentConsole.Resources;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Audit;

/// <summary>Says places and values of the record in the reader's words: names for numbers, dates and amounts as they write them, parts by name. What has no words is shown as it stands, so that nothing is hidden.</summary>
public sealed class AuditWords(
    IStringLocalizer<AdminWords> words, IStringLocalizer<Shared> shared, TicketTerms terms, TicketCatalog tickets, AgentDirectory directory, SlaCatalog agreements, CompanyZone zone)
{
    private const int MostDeep = 4;

    /// <summary>What a person wrote is told as they wrote it.</summary>
    private static readonly HashSet<string> s_written = new(StringComparer.Ordinal) { "name", "label", "text", "greeting", "company", "admin", "email", "team", "teams", "skills", "address", "reminderText", "note", "allowedOrigins", "order" };

    /// <summary>What a place is called.</summary>
    public string Place(string path)
    {
        var parts = path.Split('.');
        var name = Name(parts[0]);
        if (parts is ["promises", var priority] && int.TryParse(priority, CultureInfo.InvariantCulture, out var level)) return $"{name}: {shared.Of(tickets.Priority(level))}";
        if (parts is ["week", var day] && DayName(day) is { } weekday) return weekday;
        return parts.Length == 1 ? name : $"{name}: {string.Join(" · ", parts[1..].Select(part => Word(part) ?? Name(part)))}";
    }

    /// <summary>What a value is, at the last part of a place's path.</summary>
    public string Value(string path, string value) => Value(path[(path.LastIndexOf('.') + 1)..], value, 0);

    private string Value(string key, string value, int deep)
    {
        if (s_written.Contains(key) && AuditParts.Read(value) is null) return value;
        if (deep < MostDeep && AuditParts.Read(value) is { } parts)
            return Joined(parts.Select(part => words["Audit.Part", Name(part.Name), TicketTerms.Apart(Value(part.Name, part.Value, deep + 1))].Value));
        if (deep < MostDeep && AuditParts.Members(value).ToList() is { Count: > 1 } members && members.TrueForAll(member => member.Length > 0) && members.Exists(member => Reads(key, member, deep)))
            return Joined(members.Select(member => Value(key, member, deep + 1)));
        return deep < MostDeep && AuditParts.Members(value).ToList() is [var only] && only != value ? Value(key, only, deep + 1) : Plain(key, value);
    }

    private bool Reads(string key, string member, int deep) => AuditParts.Read(member) is not null || Plain(key, member) != member || deep > 0;

    private string Joined(IEnumerable<string> parts) => string.Join(terms["List.Separator"], parts);

    private string Plain(string key, string value)
    {
        if (value is "true" or "false") return words[value == "true" ? "Audit.Yes" : "Audit.No"];
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Named(key, id) ?? value;
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date.ToString("d", CultureInfo.CurrentCulture);
        if (value.Length > 18 && DateTimeOffset.TryParseExact(value, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return TimeZoneInfo.ConvertTime(at, zone.Zone).ToString("g", CultureInfo.CurrentCulture);
        if (value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var span)) return Amount(key, span);
        return s_written.Contains(key) ? value : Word(value) ?? value;
    }

    private static string Amount(string key, TimeSpan span) =>
        key is "from" or "to" ? $"{(int)span.TotalHours:00}:{span.Minutes:00}" : Amounts.Write(span) is { Length: > 0 } amount ? amount : "0";

    private string? Named(string key, long id) => key switch
    {
        "teamId" or "teamIds" => directory.Team(id)?.Name,
        "agentId" or "assigneeId" or "members" => directory.Agent(id)?.Name,
        "priorityId" or "seniorsFrom" => tickets.Priority((int)id) is { } level ? shared.Of(level) : null,
        "tagIds" or "addTagIds" or "removeTagIds" => tickets.Tag(id)?.Name,
        "calendarId" => agreements.Book.Calendars.GetValueOrDefault((int)id)?.Name,
        _ => null,
    };

    /// <summary>What the field calls a value: a status, a channel, a role.</summary>
    private string? Word(string value)
    {
        if (DayName(value) is { } day) return day;
        foreach (var kind in new[] { "Status", "Channel", "Role", "SlaTarget", "Tier" })
        {
            if (value.All(char.IsAsciiLetter) && shared[$"{kind}.{char.ToUpperInvariant(value.FirstOrDefault('x'))}{(value.Length > 1 ? value[1..] : "")}"] is { ResourceNotFound: false } known) return known;
        }

        return null;
    }

    private static string? DayName(string value) =>
        value.Length is > 5 and < 10 && value.All(char.IsAsciiLetter) && Enum.TryParse<DayOfWeek>(value, ignoreCase: true, out var day) ? CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day) : null;

    private string Name(string key) => words[$"Audit.Place.{key}"] is { ResourceNotFound: false } known ? known.Value : key;
}
