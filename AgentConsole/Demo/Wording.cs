using System.Globalization;

namespace AgentConsole.Demo;

/// <summary>Puts names and numbers into the words of a script, the same ones throughout a conversation.</summary>
internal sealed class Wording(Dice dice, DemoCustomer customer)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["{first}"] = customer.First,
        ["{email}"] = customer.Email,
        ["{company}"] = customer.Company ?? DemoNames.Companies[customer.Index % DemoNames.Companies.Count],
        ["{order}"] = string.Create(CultureInfo.InvariantCulture, $"A-{dice.Between(10_000, 99_999)}"),
        ["{invoice}"] = string.Create(CultureInfo.InvariantCulture, $"2026-{dice.Between(1_000, 9_999)}"),
        ["{number}"] = string.Create(CultureInfo.InvariantCulture, $"{dice.Between(100, 999)}"),
        ["{amount}"] = string.Create(CultureInfo.InvariantCulture, $"€ {dice.Between(12, 480)}.{dice.Between(0, 10)}0"),
        ["{product}"] = dice.Pick(DemoNames.Products),
        ["{city}"] = dice.Pick(DemoNames.Cities),
        ["{weekday}"] = dice.Pick(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    };

    public string Of(string text)
    {
        foreach (var (place, value) in _values) text = text.Replace(place, value, StringComparison.Ordinal);
        return text;
    }
}
