using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Search;

/// <summary>Search as it is typed. Words and filters live in the URL; an answer that was overtaken by the next key is thrown away.</summary>
public partial class SearchPage(
    TicketSearch search, SearchIndexer indexer, NavigationManager navigation, TimeProvider time, ILogger<SearchPage> logger,
    TicketCatalog catalog, AgentDirectory directory, IStringLocalizer<SearchWords> words, IStringLocalizer<Shared> shared)
{
    /// <summary>Between two keys of a person who types on: what comes sooner than this is not asked.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    /// <summary>Addresses that this page has put into the URL and has not heard back of yet.</summary>
    private readonly Queue<SearchAddress> followed = [];

    private SearchAddress address = new();
    private SearchQuery shown = new("");
    private SearchResults results = SearchResults.None;
    private CancellationTokenSource? asking;
    private string typed = "";
    private bool isSearching, hasFailed;
    private long me, foundAt;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "priority")]
    public int? Priority { get; set; }

    [SupplyParameterFromQuery(Name = "channel")]
    public string? ChannelName { get; set; }

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "days")]
    public int? Days { get; set; }

    private TicketCatalog Catalog => catalog;

    private AgentDirectory Directory => directory;

    private IStringLocalizer<SearchWords> Words => words;

    private IStringLocalizer<Shared> Shared => shared;

    protected override async Task OnParametersSetAsync()
    {
        me = (await Authentication).User.AgentId() ?? 0;
        var asked = SearchAddress.Parse(Text, Status, Priority, ChannelName, Who, Days);
        // What a person is typing is never typed over: the address only follows, and comes back when more may have been typed.
        if (followed.Contains(asked))
        {
            while (followed.Dequeue() != asked) { }
            return;
        }

        if (asked == address) return;
        typed = asked.Text;
        address = asked;
        await FindAsync(TimeSpan.Zero);
    }

    protected override Task OnLiveAsync()
    {
        var moved = FromOutside(() => _ = LookAgainAsync());
        indexer.Moved += moved;
        WhenGone(() =>
        {
            indexer.Moved -= moved;
            asking?.Cancel();
            asking?.Dispose();
        });
        return Task.CompletedTask;
    }

    private Task TypedAsync()
    {
        address = address with { Text = typed[..Math.Min(typed.Length, SearchQuery.MaxLength)] };
        return FindAsync(Pause);
    }

    private Task SearchNow() => FindAsync(TimeSpan.Zero);

    private Task Ask(SearchAddress changed)
    {
        address = changed;
        return FindAsync(TimeSpan.Zero);
    }

    private async Task FindAsync(TimeSpan after)
    {
        if (asking is not null) await asking.CancelAsync();
        asking?.Dispose();
        asking = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var mine = asking.Token;
        try
        {
            if (after > TimeSpan.Zero) await Task.Delay(after, time, mine);
            (isSearching, hasFailed) = (true, false);
            foundAt = indexer.Seq;
            var query = address.Query(me, time.Instant());
            var found = await search.FindAsync(query, mine);
            mine.ThrowIfCancellationRequested();
            (shown, results, isSearching) = (query, found, false);
            // Not while the page is only being prerendered: there it would be a redirect, and to itself.
            if (RendererInfo.IsInteractive && navigation.ToAbsoluteUri(address.ToString()).AbsoluteUri != navigation.Uri)
            {
                followed.Enqueue(address);
                navigation.NavigateTo(address.ToString(), replace: true);
            }
        }
        catch (Exception) when (mine.IsCancellationRequested)
        {
            // The next key, or the person's leaving, overtook it.
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception);
            (results, isSearching, hasFailed) = (SearchResults.None, false, true);
        }
    }

    /// <summary>More can be found than before. Where nothing was, it is looked for again; rows that are being read stay as they are.</summary>
    private Task LookAgainAsync()
    {
        StateHasChanged();
        return shown.Words.Count > 0 && results.Found.Count == 0 && !isSearching && indexer.Seq > foundAt ? FindAsync(TimeSpan.Zero) : Task.CompletedTask;
    }

    private string State()
    {
        if (hasFailed) return Words["Failed"];
        if (indexer.Progress < 0.99) return Words["CatchingUp", indexer.Progress.ToString("P0", CultureInfo.CurrentCulture)];
        return results switch
        {
            { HasMore: true } => Words["Found.More", results.Found.Count],
            { Found.Count: > 0 } => Words["Found", results.Found.Count],
            _ => "",
        };
    }

    /// <summary>A tag is shown where it is why the ticket was found.</summary>
    private bool IsAskedFor(Tag tag) => SearchWord.Of(tag.Name).Any(shown.Matches);

    private static bool? Flag(ChangeEventArgs change) => bool.TryParse((string?)change.Value, out var flag) ? flag : null;

    private static int? Number(ChangeEventArgs change) => int.TryParse((string?)change.Value, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A search failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
