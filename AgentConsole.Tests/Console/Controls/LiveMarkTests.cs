using AgentConsole.Console.Controls;
using AgentConsole.Live;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Controls;

public sealed class LiveMarkTests : BunitContext
{
    public LiveMarkTests()
    {
        Services.AddLogging();
        Services.AddLocalization();
    }

    [Theory]
    [InlineData(LiveState.Live, "live", "Live")]
    [InlineData(LiveState.CatchingUp, "catching-up", "Catching up")]
    [InlineData(LiveState.Stale, "stale", "Stale")]
    public void How_sure_the_screen_is_has_a_word(LiveState state, string css, string word)
    {
        var mark = Render<LiveMark>(p => p.Add(m => m.State, state));
        Assert.Equal(css, mark.Find(".live").GetAttribute("data-live"));
        Assert.Equal(word, mark.Find($".live-word[data-for={css}]").TextContent);
    }

    [Fact]
    public void All_words_are_there_for_the_browser_to_choose_when_the_connection_is_down() =>
        Assert.Equal(["live", "catching-up", "stale"], Render<LiveMark>(p => p.Add(m => m.State, LiveState.Live)).FindAll(".live-word").Select(word => word.GetAttribute("data-for")));

    [Theory]
    [InlineData("Maja Kovač", "MK")]
    [InlineData("  ana  ", "A")]
    [InlineData("Jean-Luc van der Berg", "JB")]
    [InlineData("", "?")]
    [InlineData("👩‍🚀 Rocket", "👩‍🚀R")]
    [InlineData("أحمد المصري", "أا")]
    public void Initials_are_whole_characters(string name, string initials) => Assert.Equal(initials, Initials.Of(name));
}
