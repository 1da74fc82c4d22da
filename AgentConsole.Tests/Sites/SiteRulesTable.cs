using AgentConsole.Sites;

namespace AgentConsole.Tests.Sites;

public sealed class SiteRulesTable
{
    private static readonly SiteWish Sound = new("Shop", "https://shop.example", null, "#0f5f8c", "");

    [Theory]
    [InlineData("https://shop.example", null)]
    [InlineData("https://shop.example/\nhttp://localhost:3000, https://b.example:8443", null)]
    [InlineData("", null)]
    [InlineData("shop.example", "site.origin_scheme(shop.example, https://shop.example)")]
    [InlineData("https://shop.example/cart?x=1", "site.origin_page(https://shop.example/cart?x=1, https://shop.example)")]
    [InlineData("https://*.example", "site.origin_wildcard(https://*.example)")]
    [InlineData("ftp://shop.example", "site.origin_invalid(ftp://shop.example)")]
    [InlineData("javascript:alert(1)", "site.origin_invalid(javascript:alert(1))")]
    [InlineData("null", "site.origin_scheme(null, https://null)")]
    [InlineData("https://a.example http://[", "site.origin_invalid(http://[)")]
    public void An_origin_is_scheme_host_and_port_and_what_was_meant_is_said(string origins, string? refusal) =>
        Assert.Equal(refusal, SiteRules.Check(Sound with { Origins = origins }).SingleOrDefault()?.Refusal.ToString());

    [Fact]
    public void Each_wrong_origin_is_told_by_itself() =>
        Assert.Equal(2, SiteRules.Check(Sound with { Origins = "shop.example https://fine.example https://*.example" }).Count);

    [Theory]
    [InlineData("", "#0f5f8c", "", "site.name_empty")]
    [InlineData("  ", "#0f5f8c", "", "site.name_empty")]
    [InlineData("a\0b", "#0f5f8c", "", "site.not_text")]
    [InlineData("Shop", "red", "", "site.colour")]
    [InlineData("Shop", "#0f5f8c;x", "", "site.colour")]
    [InlineData("Shop", "#0f5f8c\n", "", "site.colour")]
    public void Name_colour_and_greeting_have_their_rules(string name, string colour, string greeting, string code) =>
        Assert.Equal(code, Assert.Single(SiteRules.Check(Sound with { Name = name, Colour = colour, Greeting = greeting })).Refusal.Code);

    [Fact]
    public void Lengths_and_numbers_are_limited()
    {
        Assert.Equal("site.name_too_long", Code(Sound with { Name = new string('x', 101) }));
        Assert.Equal("site.not_text", Code(Sound with { Greeting = "\ud800" }));
        Assert.Equal("site.greeting_too_long", Code(Sound with { Greeting = new string('x', 1001) }));
        Assert.Equal("site.too_many_origins", Code(Sound with { Origins = string.Join(' ', Enumerable.Range(1, 51).Select(i => $"https://s{i}.example")) }));
        static string Code(SiteWish wish) => Assert.Single(SiteRules.Check(wish)).Refusal.Code;
    }
}
