using System.Text;
using AgentConsole.Common;

namespace AgentConsole.People.Customers;

/// <summary>Names as they are compared: without case, accents and vowel marks, white space as one space.</summary>
public static class CustomerNames
{
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.Trim().EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune)) Letters.Fold(rune, folded);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.Length <= Customer.MaxFoldedLength ? folded.ToString() : folded.ToString(0, Customer.MaxFoldedLength);
    }

    /// <summary>True for a name that two people seldom share: of at least two words.</summary>
    public static bool IsTelling(string folded) => folded.Length >= 5 && folded.Contains(' ', StringComparison.Ordinal);
}
