using AgentConsole.Console.Admin.Fields;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Tests.Console.Admin.Fields;

/// <summary>A field with what it is called elsewhere, while it is filled in.</summary>
public sealed class FieldFormTests
{
    private static readonly TicketField Delivery = new()
    {
        Id = 4,
        Name = "Delivery",
        Kind = FieldKind.Choice,
        Choices = [new FieldChoice(1, "Home", Sl("Na dom")), new FieldChoice(2, "Shop"), new FieldChoice(3, "Locker", Sl("Paketnik"))],
        Words = new Dictionary<string, FieldLabel>(StringComparer.Ordinal) { ["sl"] = new("Dostava", "Kot ste naročili") },
    };

    [Fact]
    public void What_is_not_touched_stays_as_it_was()
    {
        var form = new FieldForm();
        form.Take(Delivery);
        Assert.Equal("Na dom\n\nPaketnik", form.Words.Single(words => words.Language == "sl").Choices);

        var same = FieldLabels.Stored(form.Wish(Delivery));
        Assert.Equal(new FieldLabel("Dostava", "Kot ste naročili"), Assert.Single(same.Words).Value);
        Assert.Equal(["1 Home Na dom", "2 Shop ", "3 Locker Paketnik"], same.Choices.Select(Told));
    }

    [Fact]
    public void A_choices_name_elsewhere_stands_on_its_line_whatever_lines_are_empty_and_goes_with_it_where_it_moves()
    {
        var form = new FieldForm();
        form.Take(Delivery);
        form.Choices = "Locker\n\nHome\nPost";
        form.Words.Single(words => words.Language == "sl").Choices = "Paketnik\n\nNa dom\nPošta";

        Assert.Equal(["3 Locker Paketnik", "1 Home Na dom", "0 Post Pošta"], FieldLabels.Stored(form.Wish(Delivery)).Choices.Select(Told));
    }

    [Fact]
    public void Words_that_are_too_long_are_refused_and_languages_that_nobody_is_answered_in_are_not_kept()
    {
        Assert.Empty(FieldRules.Problems(Delivery));
        foreach (var wrong in new[]
        {
            Delivery with { Words = Labels("sl", new FieldLabel(new string('x', FieldRules.MaxNameLength + 1))) },
            Delivery with { Words = Labels("sl", new FieldLabel(Help: new string('x', FieldRules.MaxHelpLength + 1))) },
            Delivery with { Words = Labels("sl", new FieldLabel("a\0b")) },
            Delivery with { Choices = [new FieldChoice(1, "Home", Sl(new string('x', FieldRules.MaxChoiceLength + 1)))] },
        })
            Assert.Equal("field.words", Assert.Single(FieldRules.Problems(wrong)).Code);

        Assert.Empty(FieldLabels.Stored(Delivery with { Words = Labels("tlh", new FieldLabel("nuq")) }).Words);
    }

    private static string Told(FieldChoice choice) => $"{choice.Id} {choice.Name} {choice.Names?.GetValueOrDefault("sl")}";

    private static Dictionary<string, string> Sl(string name) => new(StringComparer.Ordinal) { ["sl"] = name };

    private static Dictionary<string, FieldLabel> Labels(string language, FieldLabel label) => new(StringComparer.Ordinal) { [language] = label };
}
