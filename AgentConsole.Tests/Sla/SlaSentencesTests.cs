using System.Globalization;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Sla;

/// <summary>What a person is told, for each result.</summary>
public sealed class SlaSentencesTests : IDisposable
{
    private static readonly SlaPolicy Policy = Some.Policy(
        Some.Promise(SlaTarget.FirstResponse, 1, inBusinessTime: false), Some.Promise(SlaTarget.FirstResolution, 24));

    // Wednesday.
    private static readonly DateTimeOffset Nine = Some.At("2026-03-04T09:00");

    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _uiCulture = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<SlaSentences>().BuildServiceProvider();

    [Fact]
    public void What_runs_tells_its_promise_in_hours_of_business_and_the_closed_hours() => Tells(
        "Resolution is due 6 17:00. The promise is 24 h of business time from 4 09:00, by the calendar Office (Etc/UTC). 1 d 8 h of closed hours do not count.",
        Some.Ticket(Nine), SlaTarget.FirstResolution, Nine.AddHours(1));

    [Fact]
    public void What_waits_tells_since_when_and_what_is_left() => Tells(
        "Resolution has waited since 4 10:00 (Pending), with 23 h left. The promise is 24 h of business time from 4 09:00, by the calendar Office (Etc/UTC).",
        Some.Ticket(Nine).Turned(TicketStatus.Pending, Nine.AddHours(1)), SlaTarget.FirstResolution, Nine.AddHours(2));

    [Fact]
    public void What_was_kept_and_what_was_missed_tell_by_how_much()
    {
        Tells(
            "First response was met 4 09:40, 20 min before its time ran out; it was due 4 10:00. The promise is 1 h, day and night, from 4 09:00.",
            Some.Ticket(Nine).Answered(Nine.AddMinutes(40)), SlaTarget.FirstResponse, Nine.AddHours(1));
        Tells(
            "First response was done 6 12:00, 2 d 2 h too late; it was due 4 10:00. The promise is 1 h, day and night, from 4 09:00.",
            Some.Ticket(Nine).Answered(Nine.AddHours(51)), SlaTarget.FirstResponse, Nine.AddHours(60));
    }

    [Fact]
    public void What_is_overdue_says_so_and_what_ended_unanswered_too()
    {
        Tells(
            "First response was due 4 10:00 and is overdue. The promise is 1 h, day and night, from 4 09:00.",
            Some.Ticket(Nine), SlaTarget.FirstResponse, Nine.AddHours(3));
        Tells(
            "First response was never done: the ticket ended 4 11:00; it was due 4 10:00. The promise is 1 h, day and night, from 4 09:00.",
            Some.Ticket(Nine).Turned(TicketStatus.Closed, Nine.AddHours(2)), SlaTarget.FirstResponse, Nine.AddHours(3));
        Tells(
            "First response was never done: the ticket ended 4 09:30; it was due 4 10:00. The promise is 1 h, day and night, from 4 09:00.",
            Some.Ticket(Nine).Turned(TicketStatus.Closed, Nine.AddMinutes(30)), SlaTarget.FirstResponse, Nine.AddHours(3));
    }

    [Fact]
    public void Pauses_that_are_over_are_summed_up() => Tells(
        "Resolution is due 9 12:00. The promise is 24 h of business time from 4 09:00, by the calendar Office (Etc/UTC). 4 d of closed hours do not count. The clock waited 3 h in all, 2 times (Pending, On hold).",
        Some.Ticket(Nine).Turned(TicketStatus.Pending, Nine.AddHours(1)).Turned(TicketStatus.Open, Nine.AddHours(2))
            .Turned(TicketStatus.OnHold, Nine.AddHours(3)).Turned(TicketStatus.Open, Nine.AddHours(5)),
        SlaTarget.FirstResolution, Nine.AddHours(6));

    [Theory]
    [InlineData("sl")]
    [InlineData("ar")]
    public void Every_language_tells_the_same_instants(string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var told = Say(Some.Ticket(Nine).Answered(Nine.AddMinutes(40)), SlaTarget.FirstResponse, Nine.AddHours(1));
        Assert.All(new[] { "4 09:40", "4 10:00", "4 09:00" }, instant => Assert.Contains(instant, told, StringComparison.Ordinal));
        Assert.DoesNotContain("Why.", told, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
        _services.Dispose();
    }

    private void Tells(string expected, AgentConsole.Tickets.Ticket ticket, SlaTarget target, DateTimeOffset now)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal(expected, Say(ticket, target, now));
    }

    /// <summary>Without the marks that keep directions apart; instants as day and time.</summary>
    private string Say(AgentConsole.Tickets.Ticket ticket, SlaTarget target, DateTimeOffset now)
    {
        var calendar = Some.Calendar();
        var standing = SlaEngine.Judge(Policy, calendar, ticket, now).Targets.Single(standing => standing.Target == target);
        return _services.GetRequiredService<SlaSentences>()
            .Say(SlaExplanation.Of(Policy, calendar, ticket, standing, now)!, at => at.ToString("d HH:mm", CultureInfo.InvariantCulture))
            .Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
    }
}
