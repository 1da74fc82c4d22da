using AgentConsole.Tickets.Fields;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Fields;

public sealed class FieldRulesTests
{
    /// <summary>kind, what is written → what is stored, or why it is refused.</summary>
    public static TheoryData<FieldKind, string, string?> Values => new()
    {
        { FieldKind.Text, " A-17 ", "A-17" },
        { FieldKind.Text, "   ", null },
        { FieldKind.Text, new string('x', 501), "field.value_too_long" },
        { FieldKind.Text, "a\0b", "field.not_text" },
        { FieldKind.Number, "12,50", "12.5" },
        { FieldKind.Number, "-0", "0" },
        { FieldKind.Number, "٣٫٥", "3.5" },
        { FieldKind.Number, "1e9", "field.not_number" },
        { FieldKind.Number, "0.00001", "field.not_number" },
        { FieldKind.Number, "100000000000", "field.not_number" },
        { FieldKind.YesNo, "true", "true" },
        { FieldKind.YesNo, "yes", "field.not_yes_or_no" },
        { FieldKind.Choice, "2", "2" },
        { FieldKind.Choice, "9", "field.not_a_choice" },
        { FieldKind.Date, "2026-02-28", "2026-02-28" },
        { FieldKind.Date, "2026-02-30", "field.not_a_day" },
        { FieldKind.Date, "1066-10-14", "field.not_a_day" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_stored_in_one_way_or_refused(FieldKind kind, string written, string? stored)
    {
        var outcome = FieldRules.Stored(new TicketField { Name = "X", Kind = kind, Choices = [new(1, "a"), new(2, "b")] }, written);

        Assert.Equal(stored, outcome.Succeeded || outcome.Refusal is null ? outcome.Value : outcome.Refusal.Code);
    }

    [Fact]
    public void What_is_stored_is_read_back_and_says_the_same_number() => Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).Two().ToArbitrary(), pair =>
    {
        var number = (pair.Item1 + ((decimal)pair.Item2 * 2)) / 10_000;
        Assert.Equal(number, FieldNumber.Read(FieldNumber.Write(number)));
        Assert.Equal(FieldNumber.Write(number), FieldNumber.Write(FieldNumber.ReadWritten(FieldNumber.Write(number).Replace('.', ','))!.Value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Values_are_equal_where_they_hold_the_same_and_are_read_back_as_they_were_stored()
    {
        var values = FieldValues.None.With(7, "Čebela \"d.o.o.\"").With(2, "true");

        Assert.Equal(values, FieldValues.None.With(2, "true").With(7, "Čebela \"d.o.o.\""));
        Assert.NotEqual(values, values.With(2, "false"));
        Assert.Equal(values, FieldJson.ReadValues(FieldJson.Write(values)));
        Assert.Same(FieldValues.None, values.With(7, null).With(2, null));
        Assert.Equal(FieldJson.Nothing, FieldJson.Write(FieldValues.None));
    }
}
