using AgentConsole.Data;
using AgentConsole.Sites;
using AgentConsole.Tickets.Fields;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>The shop's site: it may be shown on the demonstration's own addresses, which are renewed at each start.</summary>
internal sealed class DemoSite(SiteCatalog sites, FieldCatalog fields, IConfiguration configuration, IDbContextFactory<DeskDb> databases, DemoOptions options, TimeProvider time)
{
    public const string Key = "demo-shop";

    /// <summary>Makes the site, or renews the addresses it may be shown on. Gives its id.</summary>
    public async Task<long> MakeAsync(long teamId, CancellationToken cancellationToken)
    {
        var origins = string.Join(' ', (configuration["Urls"] ?? "http://localhost:5080").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var site = await sites.EnsureAsync(
            new Site
            {
                Key = Key,
                Name = DemoNames.Company,
                AllowedOrigins = origins,
                TeamId = teamId,
                Colour = "#2f6b4f",
                Greeting = "Hello! Ask us anything about gear, orders or trails.",
                Look = new SiteLook
                {
                    Letters = "A&P",
                    Launcher = "Ask us",
                    ShowsTyping = true,
                    Ar = new SiteTexts("مرحبًا! اسألنا عن المعدات أو الطلبات أو المسارات.", "اسألنا"),
                    Sl = new SiteTexts("Pozdravljeni! Vprašajte nas o opremi, naročilih ali poteh.", "Vprašajte nas"),
                },
                Inviting = DemoInvitations.Rules,
                Entry = new SiteEntry
                {
                    Hours = SiteHours.Team,
                    Outside = OutsideHours.Form,
                    Name = Asked.Optional,
                    About = Asked.Optional,
                    Choices =
                    [
                        new EntryChoice("An order on its way", "طلب في الطريق", "Naročilo na poti"),
                        new EntryChoice("Something is broken", "شيء ما معطل", "Nekaj je pokvarjeno"),
                        new EntryChoice("Advice before buying", "نصيحة قبل الشراء", "Nasvet pred nakupom"),
                    ],
                    Fields = [.. fields.Active.Where(field => field.Name == DemoViews.OrderNumber).Select(field => new EntryField(field.Id))],
                },
            },
            cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await DemoInvitations.CountAsync(db, site.Id, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), new Dice(options.Seed), cancellationToken);
        return site.Id;
    }
}
