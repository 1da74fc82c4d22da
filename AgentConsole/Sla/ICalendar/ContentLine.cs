using System.Text;

namespace AgentConsole.Sla.ICalendar;

/// <summary>One logical line of an iCalendar text (RFC 5545, 3.1): a name, its parameters, its value as it is written.</summary>
/// <param name="Number">Of the first physical line, from 1.</param>
internal sealed record ContentLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The lines of a text, unfolded; those that are no name and value are left out, as calendars in the wild have some.</summary>
    public static IEnumerable<ContentLine> Of(string text)
    {
        var (held, heldNumber, number) = (new StringBuilder(), 0, 0);
        foreach (var physical in text.AsSpan().TrimStart('\uFEFF').ToString().Split('\n'))
        {
            number++;
            var line = physical.TrimEnd('\r');
            if (line is [' ' or '\t', ..])
            {
                held.Append(line, 1, line.Length - 1);
                continue;
            }

            if (Parse(heldNumber, held.ToString()) is { } whole) yield return whole;
            held.Clear().Append(line);
            heldNumber = number;
        }

        if (Parse(heldNumber, held.ToString()) is { } last) yield return last;
    }

    /// <summary>A text value with its escapes taken away (3.3.11).</summary>
    public static string Unescaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length) text.Append(value[i]);
            else text.Append(value[++i] is 'n' or 'N' ? '\n' : value[i]);
        }

        return text.ToString();
    }

    private static ContentLine? Parse(int number, string line)
    {
        // The value begins at the first colon that is not within quotes; parameters are apart by semicolons that aren't either.
        var (parts, from, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            else if (!quoted && line[i] == ';')
            {
                parts.Add(line[from..i]);
                from = i + 1;
            }
            else if (!quoted && line[i] == ':')
            {
                parts.Add(line[from..i]);
                var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var part in parts.Skip(1))
                {
                    var equals = part.IndexOf('=', StringComparison.Ordinal);
                    if (equals > 0) parameters[part[..equals]] = part[(equals + 1)..].Trim('"');
                }

                return new ContentLine(number, parts[0].Trim().ToUpperInvariant(), parameters, line[(i + 1)..]);
            }
        }

        return null;
    }
}
