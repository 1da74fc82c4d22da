namespace AgentConsole.Console.Ticket;

/// <summary>Somebody on the other side of a signal.</summary>
/// <param name="Id">Unique within its kind.</param>
/// <param name="Text">What they have written so far, where that may be read.</param>
public sealed record Person(string Kind, long Id, string Name, string? Text = null);

/// <summary>
/// Who does something right now (types, looks), from signals that may be lost: each holds for a while and is then forgotten,
/// so that a browser that vanished does not type forever.
/// </summary>
internal sealed class PeopleBoard(TimeProvider time, TimeSpan holds)
{
    private readonly Dictionary<(string Kind, long Id), (Person Person, DateTimeOffset Until)> _people = [];

    /// <summary>Hears a signal. True where the board looks different after it.</summary>
    public bool Hear(Person person, bool on)
    {
        var key = (person.Kind, person.Id);
        var known = _people.TryGetValue(key, out var before) && before.Until > time.GetUtcNow();
        if (on) _people[key] = (person, time.GetUtcNow() + holds);
        else _people.Remove(key);
        return known != on || (on && before.Person.Text != person.Text);
    }

    public IReadOnlyList<Person> Now
    {
        get
        {
            var now = time.GetUtcNow();
            return [.. _people.Values.Where(p => p.Until > now).Select(p => p.Person).OrderBy(p => p.Name, StringComparer.CurrentCulture)];
        }
    }

    /// <summary>When somebody is next forgotten; null where nobody is left.</summary>
    public DateTimeOffset? NextEnd => _people.Count == 0 ? null : _people.Values.Min(p => p.Until);

    /// <summary>Forgets who was not heard of for too long. True where somebody was.</summary>
    public bool Forget()
    {
        var now = time.GetUtcNow();
        var gone = _people.Where(p => p.Value.Until <= now).Select(p => p.Key).ToList();
        foreach (var key in gone) _people.Remove(key);
        return gone.Count > 0;
    }
}
