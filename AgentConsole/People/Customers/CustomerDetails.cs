using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.People.Customers;

/// <summary>What people here write about a customer. Where two profiles are merged, the one that was kept is written on and the other waits unchanged.</summary>
/// <param name="Notes">For agents; null for none.</param>
/// <param name="Attributes">What a company wants to know of its customers, in its own order: names and values.</param>
public sealed record CustomerDetails(
    string Name, string? Email, string? Company, string? Language, CustomerTier Tier, bool IsVip, string? Notes, IReadOnlyList<CustomerAttribute> Attributes)
{
    public static CustomerDetails Of(Customer customer) => new(
        customer.Name, customer.Email, customer.Company, customer.Language, customer.Tier, customer.IsVip, customer.Notes, customer.Attributes);

    /// <summary>Without space at the ends, and nothing where nothing was written.</summary>
    public CustomerDetails Tidy() => this with
    {
        Name = Text.Straight(Name).Trim(),
        Email = OrNull(Email)?.ToLowerInvariant(),
        Company = OrNull(Company is null ? null : Text.Straight(Company)),
        Language = OrNull(Language),
        Notes = OrNull(Notes),
        Attributes = [.. Attributes.Select(pair => new CustomerAttribute(pair.Name.Trim(), pair.Value.Trim())).Where(pair => pair.Name.Length + pair.Value.Length > 0)],
    };

    /// <summary>What is wrong; null where nothing is.</summary>
    public Refusal? Check()
    {
        if (!Fits(Name, Customer.MaxNameLength) || string.IsNullOrWhiteSpace(Name)) return new Refusal("customer.name", Customer.MaxNameLength);
        if (Email is not null && CheckEmail(Email) is { } wrong) return wrong;
        if (!Fits(Company, Customer.MaxCompanyLength)) return new Refusal("customer.company", Customer.MaxCompanyLength);
        if (!Fits(Language, Customer.MaxLanguageLength) || !IsLanguage(Language)) return new Refusal("customer.language");
        if (!Fits(Notes, Customer.MaxNotesLength)) return new Refusal("customer.notes", Customer.MaxNotesLength);
        if (!Enum.IsDefined(Tier)) return new Refusal("customer.tier");
        if (Attributes.Count > CustomerAttribute.Most) return new Refusal("customer.attributes_many", CustomerAttribute.Most);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Attributes.All(pair => pair.Name.Length > 0 && Fits(pair.Name, CustomerAttribute.MaxNameLength) && Fits(pair.Value, CustomerAttribute.MaxValueLength) && names.Add(pair.Name))
            ? null
            : new Refusal("customer.attributes", CustomerAttribute.MaxNameLength, CustomerAttribute.MaxValueLength);
    }

    /// <summary><c>customer.contact</c> where a text is no e-mail address.</summary>
    public static Refusal? CheckEmail(string text) =>
        CustomerContact.Read(text) is { Succeeded: true, Value.Kind: IdentityKind.Email } ? null : new Refusal("customer.contact");

    /// <summary>The customer with these details.</summary>
    public Customer On(Customer customer) => customer with
    {
        Name = Name,
        Email = Email,
        Company = Company,
        Language = Language,
        Tier = Tier,
        IsVip = IsVip,
        Notes = Notes,
        Attributes = Attributes,
        Version = customer.Version + 1,
    };

    /// <summary>What is different in others, field by field.</summary>
    public IReadOnlyList<CustomerFieldChange> ChangesTo(CustomerDetails others)
    {
        var changes = new List<CustomerFieldChange>();
        Compare("Name", Name, others.Name);
        Compare("Email", Email, others.Email);
        Compare("Company", Company, others.Company);
        Compare("Language", Language, others.Language);
        Compare("Tier", Tier.ToString(), others.Tier.ToString());
        Compare("Vip", IsVip ? "1" : "0", others.IsVip ? "1" : "0");
        Compare("Notes", Notes, others.Notes);
        if (!Attributes.SequenceEqual(others.Attributes)) changes.Add(new CustomerFieldChange("Attributes", Say(Attributes), Say(others.Attributes)));
        return changes;

        void Compare(string field, string? from, string? to)
        {
            if (!string.Equals(from, to, StringComparison.Ordinal)) changes.Add(new CustomerFieldChange(field, from, to));
        }
    }

    private static string Say(IEnumerable<CustomerAttribute> attributes) => string.Join("; ", attributes.Select(pair => $"{pair.Name}: {pair.Value}"));

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool Fits(string? text, int length) => text is null || (text.Length <= length && Text.IsStorable(text));

    private static bool IsLanguage(string? tag)
    {
        if (tag is null) return true;
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>Something a company wants to know of a customer.</summary>
public sealed record CustomerAttribute(string Name, string Value)
{
    public const int Most = 30, MaxNameLength = 60, MaxValueLength = 500;
}
