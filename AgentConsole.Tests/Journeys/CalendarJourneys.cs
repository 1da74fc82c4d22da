using System.Net;
using System.Text;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tests.Channels.Api;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Calendars in a real browser: what an admin sees change, and that nobody is shut out of it.</summary>
public sealed class CalendarJourneys(Browser browser) : Journey(browser)
{
    // Sunday, in a week without a jump of the clock.
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private const string File = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260303
        SUMMARY:Founders' day
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20260304T130000
        DTEND:20260304T170000
        SUMMARY:Afternoon off
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260305
        RRULE:FREQ=WEEKLY
        SUMMARY:Each Thursday
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public async Task A_file_of_holidays_is_shown_then_taken_and_the_fourteen_days_change_before_and_after_it_is_saved()
    {
        await using var server = await ConsoleServer.StartAsync(Database, time: At(Now));
        var page = await SignedInAsync(server);
        await page.OpenAsync(server.At("/settings/calendars"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Office hours" }).ClickAsync();
        Assert.Contains("09:00–17:00", await Day(page, "2026-03-03").InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Import holidays" }).ClickAsync();
        // The field listens a moment after it is drawn; nobody chooses a file as fast as a test does.
        await page.Locator("#import-file").EvaluateAsync(
            "field => new Promise(done => { const look = () => field._blazorInputFileNextFileId === undefined ? requestAnimationFrame(look) : done(); look(); })");
        await page.Locator("#import-file").SetInputFilesAsync(new FilePayload { Name = "h.ics", MimeType = "text/calendar", Buffer = Encoding.UTF8.GetBytes(File) });
        await page.GetByText("New holidays: 2. There already: 0.").WaitForAsync();
        await page.GetByText("Left out: 1").ClickAsync();
        await page.GetByText("It repeats oftener than each year and never ends").WaitForAsync();
        await page.Locator(".import-found").GetByText("Founders' day").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over 2" }).ClickAsync();

        await Day(page, "2026-03-03").GetByText("Founders' day").WaitForAsync();
        Assert.Contains("Closed", await Day(page, "2026-03-03").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("09:00–13:00", await Day(page, "2026-03-04").InnerTextAsync(), StringComparison.Ordinal);
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as the next version" }).ClickAsync();
        await page.GetByText("is saved as version 2 and in force").WaitForAsync();

        var saved = server.Get<SlaCatalog>().Book.Calendars[SlaDefaults.CalendarId];
        Assert.Equal((2, 2), (saved.Version, saved.Holidays.Count));
        await page.ReloadAsync();
        await Day(page, "2026-03-03").GetByText("Founders' day").WaitForAsync();
    }

    [Fact]
    public async Task Hours_that_cannot_be_read_are_said_with_their_day_and_nothing_is_saved()
    {
        await using var server = await ConsoleServer.StartAsync(Database, time: At(Now));
        var page = await SignedInAsync(server);
        await page.OpenAsync(server.At("/settings/calendars/1"));
        await page.GetByLabel("Tuesday").FillAsync("nine to five");
        await page.GetByLabel("Time zone").FillAsync("Europe/Atlantis");
        await page.GetByLabel("Time zone").BlurAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as the next version" }).ClickAsync();
        await page.GetByText("Tuesday: 'nine to five' can't be read.").WaitForAsync();
        Assert.Equal("true", await page.GetByLabel("Tuesday").GetAttributeAsync("aria-invalid"));
        await page.ShouldBeAccessibleAsync();

        // Mended, the next wrong thing shows, until nothing is.
        await page.GetByLabel("Tuesday").FillAsync("9-12, 13-18");
        await page.GetByLabel("Tuesday").BlurAsync();
        await page.GetByText("There is no time zone \"Europe/Atlantis\"").WaitForAsync();
        await page.GetByLabel("Time zone").FillAsync("Europe/Ljubljana");
        await page.GetByLabel("Time zone").BlurAsync();
        await page.Locator("#calendar-problems").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByText("09:00–12:00, 13:00–18:00").First.WaitForAsync();
        Assert.Equal(1, server.Get<SlaCatalog>().Book.Calendars[SlaDefaults.CalendarId].Version);
    }

    [Fact]
    public async Task A_token_made_on_its_page_calls_the_api_until_it_is_revoked_there()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var page = await SignedInAsync(server);
        await page.GotoAsync(server.At("/settings").ToString());
        await page.Locator(".admin-nav").GetByRole(AriaRole.Link, new() { Name = "API tokens" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await page.GetByText("Give it a name.").WaitForAsync();
        await page.Locator("#token-label").FillAsync("Planning sheet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await page.Locator("#token-made").WaitForAsync();
        using var caller = new ApiCaller(server.Address, await page.Locator("#token-made").InputValueAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.PostAsync("{}")).Status);

        await page.Locator(".admin-dialog").GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke Planning sheet" }).ClickAsync();
        await page.Locator(".rz-dialog-confirm, .rz-dialog").Last.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByText("Planning sheet is revoked.").WaitForAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.PostAsync("{}")).Status);
    }

    /// <summary>The machine's clock with another date: sessions and dialogs go on as ever.</summary>
    private static ShiftedTime At(DateTimeOffset now)
    {
        var time = new ShiftedTime();
        time.Advance(now - time.GetUtcNow());
        return time;
    }

    private async Task<IPage> SignedInAsync(ConsoleServer server)
    {
        await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        return page;
    }

    private static ILocator Day(IPage page, string date) => page.Locator($".day-list [data-date='{date}']");
}
