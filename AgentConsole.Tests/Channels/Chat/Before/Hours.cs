using System.Text.Json;
using AgentConsole.Sites;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>Whether a site is open by its hours, as its visitors hear it.</summary>
public sealed class Hours
{
    private static readonly SiteEntry OfTeam = new() { Hours = SiteHours.Team };

    [Fact]
    public async Task A_visitor_hears_when_it_opens_and_hears_it_at_that_instant_and_at_the_closing_too()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, time);
        var asleep = time.WhenTimerIsSet(TimeSpan.FromHours(7));
        await host.SetAsync(OfTeam);
        await asleep.WaitAsync(DeskHost.Limit);
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        var hours = hello.GetProperty("hours");
        Assert.False(hours.GetProperty("open").GetBoolean());
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), hours.GetProperty("at").GetDateTimeOffset());

        var untilClosing = time.WhenTimerIsSet(TimeSpan.FromHours(8));
        time.Advance(TimeSpan.FromHours(7));
        Assert.True((await client.NextAsync("hours")).GetProperty("open").GetBoolean());
        await untilClosing.WaitAsync(DeskHost.Limit);
        time.Advance(TimeSpan.FromHours(8));
        var closed = await client.NextAsync("hours");
        Assert.False(closed.GetProperty("open").GetBoolean());
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), closed.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(time.GetUtcNow(), closed.GetProperty("now").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_site_that_tells_no_hours_says_nothing_and_a_change_of_its_calendar_is_told_to_open_windows()
    {
        var time = new FakeTime();
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, time);
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        Assert.False(hello.TryGetProperty("hours", out _));

        await host.SetAsync(OfTeam);
        Assert.True((await client.NextAsync("hours")).GetProperty("open").GetBoolean());
        var usual = SlaDefaults.Calendar();
        await host.Services.GetRequiredService<SlaCatalog>().AddAsync([], [usual with { Version = 2, Holidays = [new Holiday(new DateOnly(2026, 3, 2), "A day off")] }], CancellationToken.None);
        Assert.False((await client.NextAsync("hours")).GetProperty("open").GetBoolean());
        await host.SetAsync(new SiteEntry());
        Assert.True((await client.NextAsync("hours")).GetProperty("open").GetBoolean());
    }

    [Fact]
    public void A_calendar_that_is_gone_counts_as_the_teams_and_one_that_never_closes_has_no_closing()
    {
        var open = SlaDefaults.Calendar() with { Id = 2, AlwaysOpen = true, TeamIds = [7] };
        var site = new Site { Key = "k", Name = "n", TeamId = 7, Entry = new SiteEntry { Hours = SiteHours.Calendar, CalendarId = 99 } };
        var (sunday, book) = (new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), SlaBook.Of([], [SlaDefaults.Calendar(), open]));
        Assert.Equal(new Opening(true, null), SiteOpening.At(site, book, sunday));
        Assert.Equal(new Opening(false, sunday.AddHours(21)), SiteOpening.At(site with { TeamId = null }, book, sunday));
        Assert.Null(SiteOpening.At(site with { Entry = new SiteEntry() }, book, sunday));
    }
}
