using AgentConsole.Sites;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>A visitor is asked, waits, is served, finds the shop closed the next time, leaves a question, and reads what was said before.</summary>
public sealed class BeforeJourney(Browser browser) : WidgetOnAPage(browser)
{
    private const int Always = 2, DayAfterTomorrow = 3;

    private static readonly SiteEntry Open = new()
    {
        Hours = SiteHours.Calendar,
        CalendarId = Always,
        Outside = OutsideHours.Form,
        Name = Asked.Required,
        About = Asked.Optional,
        Choices = [new EntryChoice("cannot work", Sl: "ne morem delati"), new EntryChoice("a question")],
    };

    protected override string ShopAt => "127.0.0.1";

    [Fact]
    public async Task From_the_first_question_to_the_last_conversation_everything_around_the_talk_is_said_and_nothing_typed_is_lost()
    {
        var opens = TimeProvider.System.GetUtcNow().AddDays(2);
        await Host.Services.GetRequiredService<SlaCatalog>().AddAsync(
            [],
            [
                SlaDefaults.Calendar() with { Id = Always, Name = "Always", AlwaysOpen = true },
                SlaDefaults.Calendar() with { Id = DayAfterTomorrow, Name = "Later", Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [opens.DayOfWeek] = [OpenInterval.Hours(12, 13)] } },
            ],
            CancellationToken.None);
        await Host.SetAsync(Open, "here");

        var page = await Visitors.PersonAsync(390, 844);
        await page.GotoAsync(Shop.Origin);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.GetByLabel("Your name")).ToBeFocusedAsync();
        await Assertions.Expect(frame.Locator("#compose")).ToBeHiddenAsync();
        await frame.GetByLabel("Your question").FillAsync("Where is my order?");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(frame.GetByLabel("Your name")).ToBeFocusedAsync();
        await Assertions.Expect(frame.GetByLabel("Your name")).ToHaveAttributeAsync("aria-invalid", "true");
        await frame.GetByText("Please fill this in.").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.Keyboard.TypeAsync("Mira");
        await page.ReloadAsync();
        await page.Locator(Launcher).ClickAsync();
        await Assertions.Expect(frame.GetByLabel("Your question")).ToHaveValueAsync("Where is my order?");
        await Assertions.Expect(frame.GetByLabel("Your name")).ToHaveValueAsync("Mira");
        await frame.GetByLabel("What is it about?").SelectOptionAsync("cannot work");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Start the chat" }).ClickAsync();
        await frame.Locator(".me[data-state=sent] .text", new() { HasTextString = "Where is my order?" }).WaitForAsync();
        await frame.GetByRole(AriaRole.Status).GetByText("You are next.").WaitForAsync();
        await Assertions.Expect(frame.Locator("#compose")).ToBeVisibleAsync();

        var ticket = (await Host.Services.GetRequiredService<TicketQueries>().TicketAsync(await Host.NewestTicketAsync(), default))!;
        Assert.Equal("cannot work", ticket.Declared);
        await Host.ReplyAsync("On its way.");
        await frame.GetByText("On its way.").WaitForAsync();
        await Assertions.Expect(frame.GetByText("You are next.")).ToBeHiddenAsync();
        await Host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), ticket.Id, TicketStatus.Resolved));
        await frame.GetByRole(AriaRole.Button, new() { Name = "Solved, thank you" }).ClickAsync();
        await frame.GetByText("This conversation is closed.").WaitForAsync();

        await Host.SetAsync(Open with { CalendarId = DayAfterTomorrow, Outside = OutsideHours.Chat }, "here");
        await frame.Locator(".presence", new() { HasTextString = $"Back on {opens:dddd} at" }).WaitForAsync();
        await frame.GetByText("What you write waits for us").WaitForAsync();
        await Host.SetAsync(Open with { CalendarId = DayAfterTomorrow }, "here");
        await frame.GetByLabel("Your e-mail address").FillAsync("mira at home");
        await frame.GetByLabel("Your question").FillAsync("And the second parcel?");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Leave the question" }).ClickAsync();
        await frame.GetByText("This is not an e-mail address.").WaitForAsync();
        await frame.GetByLabel("Your e-mail address").FillAsync("mira@example.org");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Leave the question" }).ClickAsync();
        await frame.GetByText($"Your question has the number {ticket.Id + 1}.").WaitForAsync();

        // A greeting tells how many there were; the next page brings one.
        await page.ReloadAsync();
        await page.Locator(Launcher).ClickAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "Your conversations" }).ClickAsync();
        await Assertions.Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "Your conversations" })).ToBeFocusedAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await frame.GetByRole(AriaRole.Button, new() { Name = "On its way." }).PressAsync("Enter");
        var past = frame.Locator(".past");
        await past.Locator(".me .text", new() { HasTextString = "Where is my order?" }).WaitForAsync();
        Assert.Equal(0, await past.GetByText("And the second parcel?").CountAsync());
        await past.GetByLabel("Very good").CheckAsync();
        await past.GetByRole(AriaRole.Button, new() { Name = "Send rating" }).ClickAsync();
        await past.GetByText("Thank you for telling us.").WaitForAsync();
        Assert.Equal(5, (await Host.Services.GetRequiredService<TicketQueries>().TicketAsync(ticket.Id, default))!.Score);
        await past.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await past.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Assertions.Expect(frame.Locator("#compose")).ToBeVisibleAsync();
    }
}
