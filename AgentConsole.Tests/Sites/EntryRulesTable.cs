using AgentConsole.Console.Admin.Sites;
using AgentConsole.Sites;

namespace AgentConsole.Tests.Sites;

/// <summary>What a site may ask of its visitors, and its form.</summary>
public sealed class EntryRulesTable
{
    public static TheoryData<SiteEntry, string> Wrong => new()
    {
        { new() { Hours = SiteHours.Calendar }, "site.calendar_missing" },
        { new() { Outside = OutsideHours.Form }, "site.hours_missing" },
        { new() { About = Asked.Optional }, "site.choices_missing" },
        { new() { Choices = [.. Enumerable.Range(0, 21).Select(at => new EntryChoice($"c{at}"))] }, "site.choices_many(20)" },
        { new() { Choices = [new(new string('x', 101))] }, "site.choice_too_long(100)" },
        { new() { Choices = [new("a\0")] }, "site.not_text" },
        { new() { Choices = [new("one"), new("One")] }, "site.choice_twice" },
        { new() { Fields = [.. Enumerable.Range(1, 11).Select(id => new EntryField(id))] }, "site.fields_many(10)" },
        { new() { Name = (Asked)9 }, "site.look_unknown" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_can_not_be_asked_is_refused_by_name(SiteEntry entry, string refusal) =>
        Assert.Equal(refusal, Assert.Single(SiteRules.Check(new SiteWish("Shop", "", null, "#0f5f8c", "") { Entry = entry })).Refusal.ToString());

    [Fact]
    public void A_form_that_nobody_touched_gives_back_what_it_was_made_of()
    {
        var entry = new SiteEntry
        {
            Hours = SiteHours.Calendar,
            CalendarId = 3,
            Outside = OutsideHours.Form,
            HidesQueue = true,
            Name = Asked.Required,
            About = Asked.Optional,
            Choices = [new EntryChoice("cannot work", "لا", ""), new EntryChoice("a question", "", "vprašanje")],
            Fields = [new EntryField(4), new EntryField(9, IsRequired: true)],
        };
        Assert.Equal(entry, new EntryDraft(new Site { Key = "k", Name = "n", Entry = entry }).ToEntry());
        Assert.Equal(new SiteEntry(), new EntryDraft(null).ToEntry());
    }
}
