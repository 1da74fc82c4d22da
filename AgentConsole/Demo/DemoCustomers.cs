using System.Globalization;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>A customer of the demonstration, before it first writes.</summary>
/// <param name="Index">Counted over all customers.</param>
internal sealed record DemoCustomer(int Index, string Name, string First, string Email, string Language, CustomerTier Tier, bool IsVip, string? Company)
{
    /// <summary>How this customer is known where it first writes.</summary>
    public NewCustomer On(TicketChannel channel)
    {
        var number = Index.ToString("D3", CultureInfo.InvariantCulture);
        var (kind, value) = channel switch
        {
            TicketChannel.Chat => (IdentityKind.Visitor, $"demo-visitor-{number}"),
            TicketChannel.Phone => (IdentityKind.Phone, $"+386 40 555 {number}"),
            TicketChannel.Social => (IdentityKind.Handle, $"@outdoor_{number}"),
            _ => (IdentityKind.Email, Email),
        };
        return new NewCustomer(kind, value, Name, Email, Language, Tier, IsVip, Company);
    }
}

/// <summary>The customers by language, each with the channels on which it has not written yet: one ticket each, for the next would join the first.</summary>
internal sealed class DemoCustomers
{
    private readonly Dice _dice;
    private readonly Dictionary<string, List<DemoCustomer>> _byLanguage = new(StringComparer.Ordinal);
    private readonly HashSet<(int, TicketChannel)> _taken = [];

    public DemoCustomers(Dice dice)
    {
        _dice = dice;
        var index = 0;
        foreach (var (language, count) in new[] { ("en", 84), ("sl", 32), ("ar", 32) })
        {
            var (first, last) = DemoNames.Customers(language);
            var names = dice.Shuffle(first.SelectMany(f => last.Select(l => (First: f, Last: l)))).Take(count);
            _byLanguage[language] = [.. names.Select(name => Make(index++, name.First, name.Last, language))];
        }
    }

    /// <summary>A customer of this language who has not written on this channel.</summary>
    public DemoCustomer Take(string language, TicketChannel channel)
    {
        var customers = _byLanguage[language];
        var start = _dice.Between(0, customers.Count);
        for (var i = 0; i < customers.Count; i++)
        {
            var customer = customers[(start + i) % customers.Count];
            if (_taken.Add((customer.Index, channel))) return customer;
        }

        throw new InvalidOperationException($"There are too few customers for {channel} in {language}.");
    }

    private DemoCustomer Make(int index, string first, string last, string language)
    {
        var tier = _dice.Between(0, 100) switch { < 55 => CustomerTier.Standard, < 75 => CustomerTier.Silver, < 91 => CustomerTier.Gold, _ => CustomerTier.Platinum };
        var email = string.Create(CultureInfo.InvariantCulture, $"customer{index:D3}@mail.example");
        return new DemoCustomer(
            index, $"{first} {last}", first, email, language, tier, IsVip: _dice.Chance(tier >= CustomerTier.Gold ? 0.25 : 0.03),
            _dice.Chance(0.3) ? _dice.Pick(DemoNames.Companies) : null);
    }
}
