using System.Globalization;
using System.Threading.Channels;
using AgentConsole.Console;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console;

public sealed class LiveComponentTests : BunitContext
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public LiveComponentTests() => Services.AddLogging();

    [Fact]
    public void What_a_feed_says_is_shown()
    {
        var feed = Channel.CreateUnbounded<string>();
        var screen = Render<Screen>(p => p.Add(s => s.Feed, feed));
        Assert.True(feed.Writer.TryWrite("one"));
        screen.WaitForAssertion(() => Assert.Equal("one", screen.Markup), Limit);
        Assert.True(feed.Writer.TryWrite("two"));
        screen.WaitForAssertion(() => Assert.Equal("two", screen.Markup), Limit);
    }

    [Fact]
    public void A_feed_that_fails_is_an_error_of_the_screen()
    {
        var feed = Channel.CreateUnbounded<string>();
        var boundary = Render<ErrorBoundary>(p => p
            .Add<Screen>(b => b.ChildContent!, s => s.Add(x => x.Feed, feed))
            .Add(b => b.ErrorContent, fault => $"<p>{fault.Message}</p>"));
        feed.Writer.Complete();
        boundary.WaitForAssertion(() => Assert.Contains("The channel has been closed", boundary.Markup, StringComparison.Ordinal), Limit);
    }

    [Fact]
    public void An_event_from_another_thread_comes_back_to_the_screen()
    {
        var screen = Render<Screen>(p => p.Add(s => s.Feed, Channel.CreateUnbounded<string>()));
        var ring = screen.Instance.Ring!;
        new Thread(() => ring("rung")).Start();
        screen.WaitForAssertion(() => Assert.Equal("rung", screen.Markup), Limit);
    }

    [Fact]
    public void What_somebody_of_another_language_causes_is_said_in_the_language_of_who_sees_it()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sl");
        var screen = Render<Screen>(p => p.Add(s => s.Feed, Channel.CreateUnbounded<string>()).Add(s => s.Say, text => $"{text} {CultureInfo.CurrentUICulture.Name}"));
        var ring = screen.Instance.Ring!;
        new Thread(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar");
            ring("rung");
        }).Start();
        screen.WaitForAssertion(() => Assert.Equal("rung sl", screen.Markup), Limit);
    }

    [Fact]
    public async Task When_it_leaves_the_screen_everything_it_kept_is_let_go()
    {
        var feed = Channel.CreateUnbounded<string>();
        var screen = Render<Screen>(p => p.Add(s => s.Feed, feed)).Instance;
        await DisposeComponentsAsync().WaitAsync(Limit);
        Assert.True(screen.LetGo);
        Assert.True(screen.Undone);
        screen.Ring!("too late");
        Assert.Equal("", screen.Shown);
    }

    [Fact]
    public async Task News_that_come_while_a_list_is_read_are_read_once_more_after_it_however_many_they_are()
    {
        var screen = Render<Screen>(p => p.Add(s => s.Feed, Channel.CreateUnbounded<string>())).Instance;
        var (reads, first) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Task CountAsync() => ++reads == 1 ? first.Task : Task.CompletedTask;
        var reading = screen.ReadAsync(CountAsync);
        await screen.ReadAsync(CountAsync).WaitAsync(Limit);
        await screen.ReadAsync(CountAsync).WaitAsync(Limit);
        Assert.Equal(1, reads);
        first.SetResult();
        await reading.WaitAsync(Limit);
        Assert.Equal(2, reads);
        await screen.ReadAsync(CountAsync).WaitAsync(Limit);
        Assert.Equal(3, reads);
    }

    private sealed class Screen : LiveComponent
    {
        [Parameter, EditorRequired]
        public required Channel<string> Feed { get; set; }

        [Parameter]
        public Func<string, string> Say { get; set; } = text => text;

        public string Shown { get; private set; } = "";

        public bool LetGo { get; private set; }

        public bool Undone { get; private set; }

        public Action<string>? Ring { get; private set; }

        public Task ReadAsync(Func<Task> read) => InvokeAsync(() => ReadAgainAsync(read));

        protected override Task OnLiveAsync()
        {
            Keep(new Kept(() => LetGo = true));
            WhenGone(() => Undone = true);
            Ring = FromOutside<string>(Show);
            Follow(Feed.Reader.ReadAsync, Show);
            return Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Say(Shown));

        private void Show(string text)
        {
            Shown = text;
            StateHasChanged();
        }
    }

    private sealed class Kept(Action disposed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            disposed();
            return ValueTask.CompletedTask;
        }
    }
}
