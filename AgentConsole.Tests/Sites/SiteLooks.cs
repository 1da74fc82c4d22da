using System.Net;
using AgentConsole.Sites;
using AgentConsole.Tests.Channels.Chat;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Sites;

/// <summary>How the chat looks on a site: what is refused, what falls back, and that pages have it at once.</summary>
public sealed class SiteLooks
{
    private static readonly SiteWish Sound = new("Shop", "https://shop.example", null, "#0f5f8c", "Hello");

    public static TheoryData<SiteLook, string> Wrong => new()
    {
        { new SiteLook { InlineGap = -1 }, "site.gap" },
        { new SiteLook { BlockGap = 201 }, "site.gap" },
        { new SiteLook { Letters = "ABCD" }, "site.letters_too_long" },
        { new SiteLook { Letters = "a\0" }, "site.not_text" },
        { new SiteLook { Launcher = new string('x', 41) }, "site.launcher_too_long" },
        { new SiteLook { Sl = new SiteTexts(Launcher: new string('x', 41)) }, "site.launcher_too_long" },
        { new SiteLook { Ar = new SiteTexts(new string('x', 1001)) }, "site.greeting_too_long" },
        { new SiteLook { En = new SiteTexts("\ud800") }, "site.not_text" },
        { new SiteLook { Language = "de" }, "site.look_unknown" },
        { new SiteLook { Side = (ChatSide)7 }, "site.look_unknown" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_shown_is_refused(SiteLook look, string code) =>
        Assert.Equal(code, Assert.Single(SiteRules.Check(Sound with { Look = look })).Refusal.Code);

    [Fact]
    public void A_family_of_emoji_is_one_letter() => Assert.Empty(SiteRules.Check(Sound with { Look = new SiteLook { Letters = "👨‍👩‍👧" } }));

    [Theory]
    [InlineData("ar", "مرحبا", "Write to us")]
    [InlineData("sl", "Hello", "Pišite nam")]
    [InlineData("en", "Hello", "Write to us")]
    public void A_language_without_a_text_of_its_own_says_the_one_for_any(string language, string greeting, string launcher)
    {
        var site = new Site
        {
            Key = "k",
            Name = "Shop",
            Greeting = "Hello",
            Look = new SiteLook { Launcher = "Write to us", Ar = new SiteTexts("مرحبا"), Sl = new SiteTexts(Launcher: "Pišite nam") },
        };
        Assert.Equal((greeting, launcher), (site.GreetingIn(language), site.LauncherIn(language)));
    }

    [Theory]
    [InlineData("#000000", Ink.White, 21)]
    [InlineData("#ffffff", Ink.Black, 21)]
    [InlineData("#767676", Ink.Black, 4.6)]
    [InlineData("#0f5f8c", Ink.White, 6.9)]
    public void The_ink_is_the_one_that_can_be_read(string colour, string ink, double contrast)
    {
        Assert.Equal(ink, Ink.On(colour));
        Assert.Equal(contrast, Ink.Contrast(colour, ink), 1);
    }

    [Fact]
    public void On_no_colour_at_all_is_the_ink_below_what_AA_asks()
    {
        for (var channels = 0; channels < 16 * 16 * 16; channels++)
        {
            var colour = $"#{(channels >> 8) * 17:x2}{((channels >> 4) & 15) * 17:x2}{(channels & 15) * 17:x2}";
            Assert.True(Ink.Contrast(colour, Ink.On(colour)) >= 4.5, colour);
        }
    }

    [Theory]
    [InlineData("image/svg+xml", 100, "site.logo_type")]
    [InlineData("text/html", 100, "site.logo_type")]
    [InlineData("image/png", 2000, "site.logo_type")]
    [InlineData("image/png", 100, null)]
    public void A_picture_is_of_dots_and_small(string type, int side, string? code) => Assert.Equal(code, SiteLogo.Of([1, 2, 3], type, (side, side)).Refusal?.Code);

    [Fact]
    public void A_heavy_picture_is_refused() => Assert.Equal("site.logo_too_large", SiteLogo.Of(new byte[SiteLogo.MaxBytes + 1], "image/png", (10, 10)).Refusal?.Code);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Pages_have_a_changed_look_at_once_and_the_picture_under_its_own_address(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        using var http = new HttpClient { BaseAddress = host.Address };
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await sites.ListAsync(default)).Single(site => site.Key == ChatHost.Site);
        Assert.Contains("\"text\":\"\"", await http.GetStringAsync(At("/widget/site.js?site=shop")), StringComparison.Ordinal);

        byte[] dots = [137, 80, 78, 71];
        var logo = SiteLogo.Of(dots, "image/png", (1, 1)).Value!;
        var look = new SiteLook { Side = ChatSide.Start, BlockGap = 64, Theme = ChatTheme.Dark, Launcher = "Ask </script>", Language = "sl", Logo = logo.Hash };
        var wish = Sound with { Origins = site.AllowedOrigins, Look = look, Logo = logo };
        var changed = (await sites.ChangeAsync(site, wish, default)).Value!;

        var script = await http.GetStringAsync(At("/widget/site.js?site=shop&browser=ar"));
        foreach (var part in new[] { "\"side\":\"start\"", "\"y\":64", "\"theme\":\"dark\"", "\"lang\":\"sl\"" }) Assert.Contains(part, script, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", script, StringComparison.Ordinal);
        var picture = $"/widget/logo?site=shop&v={logo.Hash}";
        Assert.Contains(picture.Replace("&", "\\u0026", StringComparison.Ordinal), await http.GetStringAsync(At("/widget/frame?site=shop")), StringComparison.Ordinal);
        using var response = await http.GetAsync(At(picture));
        Assert.Equal(dots, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        // Changed without a new picture it stays; taken off it is gone.
        var kept = (await sites.ChangeAsync(changed, wish with { Name = "Other", Logo = null }, default)).Value!;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(At(picture))).StatusCode);
        Assert.True((await sites.ChangeAsync(kept, wish with { Look = look with { Logo = "" }, Logo = null }, default)).Succeeded);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(At(picture))).StatusCode);
        Assert.Equal(0, await host.Database.ScalarAsync("""SELECT count(*) FROM "SiteLogos" """));
    }

    [Fact]
    public async Task A_picture_that_is_nowhere_cannot_be_named()
    {
        await using var host = await ChatHost.StartAsync();
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        Assert.Equal("site.look_unknown", (await sites.CreateAsync(Sound with { Look = new SiteLook { Logo = "0123456789abcdef" } }, default)).Refusal?.Code);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
