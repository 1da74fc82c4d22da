using System.Globalization;
using AgentConsole.Resources;
using AgentConsole.Tickets.Conditions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Tests.Tickets.Conditions;

public sealed class ConditionSentencesTests
{
    private static readonly ConditionNames Names = new(
        id => id == 4 ? "Urgent" : null, id => id == 7 ? "Orders" : null, _ => null, id => id == 2 ? "refund" : null, _ => null);

    [Theory]
    [InlineData("en", "subject contains “outage” or “down” and (customer tier is Gold or the customer is a VIP)")]
    [InlineData("sl", "zadeva vsebuje »outage« ali »down« in (raven stranke je Zlata ali stranka je VIP)")]
    [InlineData("ar", "الموضوع يحتوي «outage» أو «down» و(فئة العميل هو ذهبي أو العميل مميز)")]
    public void A_condition_says_itself_in_each_language(string language, string sentence) => Assert.Equal(sentence, In(language, say => say.Of(new AllOf([
        new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["outage", "down"]),
        new AnyOf([new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold"]), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"])])]))));

    [Fact]
    public void A_reason_names_what_was_found()
    {
        IReadOnlyList<ConditionFinding> found =
            [new(ConditionField.Subject, ConditionOperator.Contains, ["outage"]), new(ConditionField.Tags, ConditionOperator.AnyOf, ["2"]), new(ConditionField.Team, ConditionOperator.AnyOf, ["9"])];

        Assert.Equal("keyword “outage” in subject; tags include refund; team is #9", In("en", say => say.Of(found)));
    }

    [Fact]
    public void No_condition_is_said_too() => Assert.Equal("every ticket", In("en", say => say.Of((Condition?)null)));

    [Theory]
    [InlineData("en")]
    [InlineData("sl")]
    [InlineData("ar")]
    public void Every_field_and_operator_has_its_words(string language)
    {
        var said = In(language, say => string.Join('\n',
            ConditionFields.All.Select(say.Of).Concat(Enum.GetValues<ConditionOperator>().Select(say.Of))));

        Assert.DoesNotContain("Field.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Operator.", said, StringComparison.Ordinal);
    }

    private static string In(string language, Func<ConditionSentences, string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var sentences = new ConditionSentences(
                services.GetRequiredService<IStringLocalizer<ConditionWords>>(), services.GetRequiredService<IStringLocalizer<Shared>>(), Names);
            // The marks that keep a name's direction to itself are not what is looked at here.
            return say(sentences).Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
