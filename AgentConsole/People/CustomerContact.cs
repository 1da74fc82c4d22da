using AgentConsole.Common;

namespace AgentConsole.People;

/// <summary>An e-mail address or telephone number as somebody wrote it, made into what a customer is known by: the same person is found however it was written.</summary>
public static class CustomerContact
{
    private const int FewestDigits = 5, MostDigits = 20;

    /// <summary>The identity that a text names; refused where it is neither an address nor a number.</summary>
    public static Outcome<(IdentityKind Kind, string Value)> Read(string text)
    {
        text = text.Trim();
        if (text.Contains('@', StringComparison.Ordinal)) return Email(text);
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        var isNumber = digits.Length is >= FewestDigits and <= MostDigits && text.All(letter => char.IsAsciiDigit(letter) || " +-/().".Contains(letter, StringComparison.Ordinal));
        if (!isNumber) return new Refusal("customer.contact");
        var abroad = text[0] == '+' || digits.StartsWith("00", StringComparison.Ordinal);
        return (IdentityKind.Phone, abroad ? $"+{digits.TrimStart('0')}" : digits);
    }

    /// <summary>The identity that a text names: an address, a number, or else a handle, by which other channels know the person.</summary>
    public static Outcome<(IdentityKind Kind, string Value)> ReadAny(string text)
    {
        if (Read(text) is { Succeeded: true } known) return known;
        var handle = text.Trim();
        var isHandle = handle.Length is > 0 and <= CustomerIdentity.MaxValueLength && Text.IsStorable(handle) && !Text.Turns(handle)
            && !handle.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) && handle.Any(char.IsLetterOrDigit);
        return isHandle ? (IdentityKind.Handle, handle) : new Refusal("customer.identity", CustomerIdentity.MaxValueLength);
    }

    private static Outcome<(IdentityKind, string)> Email(string text)
    {
        var at = text.LastIndexOf('@');
        var (name, host) = (text[..at], text[(at + 1)..]);
        var isAddress = name.Length > 0 && host.Contains('.', StringComparison.Ordinal) && host[0] != '.' && host[^1] != '.'
            && text.Length <= CustomerIdentity.MaxValueLength && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',' or ';')
            && Text.IsStorable(text);
        return isAddress ? (IdentityKind.Email, text.ToLowerInvariant()) : new Refusal("customer.contact");
    }
}
