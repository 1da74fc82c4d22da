using AgentConsole.People;
using AgentConsole.People.Customers;

namespace AgentConsole.Console.Customers;

/// <summary>A customer's details while somebody writes them.</summary>
public sealed class CustomerDraft(Customer customer)
{
    /// <summary>Of the profile when the writing began.</summary>
    public int Version { get; } = customer.Version;

    public string? Name { get; set; } = customer.Name;

    public string? Email { get; set; } = customer.Email;

    public string? Company { get; set; } = customer.Company;

    public string? Language { get; set; } = customer.Language;

    public CustomerTier Tier { get; set; } = customer.Tier;

    public bool IsVip { get; set; } = customer.IsVip;

    public string? Notes { get; set; } = customer.Notes;

    public List<AttributeDraft> Attributes { get; } = [.. customer.Attributes.Select(pair => new AttributeDraft { Name = pair.Name, Value = pair.Value })];

    public CustomerDetails Details() => new(
        Name ?? "", Email, Company, Language, Tier, IsVip, Notes, [.. Attributes.Select(pair => new CustomerAttribute(pair.Name ?? "", pair.Value ?? ""))]);
}

public sealed class AttributeDraft
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
