using System.Globalization;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Console.Ticket;

/// <summary>Values of the company's own fields as people read them.</summary>
public static class FieldWords
{
    /// <param name="yes">What yes is called, and <paramref name="no"/> no.</param>
    public static string Of(TicketField field, string value, string yes, string no) => field.Kind switch
    {
        FieldKind.YesNo => value == "true" ? yes : no,
        FieldKind.Number => FieldNumber.Read(value)?.ToString("#,0.####", CultureInfo.CurrentCulture) ?? value,
        FieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("d", CultureInfo.CurrentCulture) : value,
        // A choice that was removed since keeps its number.
        FieldKind.Choice => field.Choices.FirstOrDefault(choice => choice.Id.ToString(CultureInfo.InvariantCulture) == value)?.Name ?? $"#{value}",
        _ => value,
    };
}
