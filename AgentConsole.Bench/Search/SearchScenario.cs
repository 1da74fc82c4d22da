using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Data;
using AgentConsole.Tickets.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Bench.Search;

/// <summary>
/// Search at the server, over a million messages: the service that the page and the palette ask, from the words to the fifty results with their marked pieces. Each question is asked of the
/// server and of the bare database by turns.
/// </summary>
internal static class SearchScenario
{
    private const string Name = "search";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var (messages, rounds, ofEach) = options.Quick ? (100_000, 3, 12) : (1_000_000, 5, 24);
        await using var database = await SearchDatabase.StartAsync(options.Postgres);
        await using var services = new ServiceCollection().AddLogging().AddStorage(database.Options, database.Folder).BuildServiceProvider();
        var seeded = Stopwatch.GetTimestamp();
        var samples = await SearchSeed.FillAsync(services, messages, cancellationToken);
        var took = Stopwatch.GetElapsedTime(seeded).TotalSeconds;
        var search = new TicketSearch(
            services.GetRequiredService<IDbContextFactory<DeskDb>>(), services.GetRequiredService<StorageProvider>(), services.GetRequiredService<TimeProvider>());
        await database.SettleAsync(cancellationToken);
        using var bare = await BareSearch.OpenAsync(database, cancellationToken);
        var figures = new List<Figure>();
        foreach (var (kind, questions) in SearchQuestions.Make(samples, ofEach))
        {
            var times = new QuestionTimes();
            // The first round warms everything, and doesn't count.
            for (var round = -1; round < rounds; round++)
            {
                foreach (var (query, bands) in questions) await times.AskAsync(search, bare, query, round < 0 ? null : bands, cancellationToken);
            }

            foreach (var (query, _) in questions.Where((_, i) => i % 4 == 0)) times.AllRanked.Add(bare.AllRanked(query));
            figures.AddRange(Tell(messages, kind, times));
        }

        figures.AddRange(await NarrowedAsync(search, messages, samples, cancellationToken));
        figures.Add(Figure.Note(Name, $"{messages:N0} messages written and indexed", took, "s"));
        return figures;
    }

    private static IEnumerable<Figure> Tell(int messages, string kind, QuestionTimes times)
    {
        var (server, raw) = (times.All.Server, times.All.Raw);
        yield return Figure.AtMost(Name, $"{messages:N0} messages, {kind}, p95", server.Rank(0.95), "ms", 50);
        yield return Figure.AtMostTimes(Name, $"{messages:N0} messages, {kind}, p95 (raw: the bare query of the same rule)", server.Rank(0.95), "ms", raw.Rank(0.95), 3);
        yield return Figure.Note(Name, $"{messages:N0} messages, {kind}, median (raw: the same)", server.Median, "ms", raw.Median);
        foreach (var (bands, (ofServer, ofRaw)) in times.ByBands)
            yield return Figure.Note(Name, $"{messages:N0} messages, {kind} ({string.Join(", ", bands.Select(Say))}), p95", ofServer.Rank(0.95), "ms", ofRaw.Rank(0.95));
        yield return Figure.Note(Name, $"{messages:N0} messages, {kind}, p95 (raw: every match ranked by the database, 50 numbers)", server.Rank(0.95), "ms", times.AllRanked.Rank(0.95));
    }

    private static string Say(char band) => band switch { 'f' => "frequent", 'c' => "common", _ => "rare" };

    /// <summary>A frequent and a common word, of open tickets and of one agent's.</summary>
    private static async Task<IReadOnlyList<Figure>> NarrowedAsync(TicketSearch search, int messages, IReadOnlyList<SaidWords> samples, CancellationToken cancellationToken)
    {
        var (open, mine) = (new Samples(), new Samples());
        foreach (var (query, bands) in SearchQuestions.Make(samples, 8)["1 word"].Where(question => question.Bands != "r"))
        {
            foreach (var (samplesOf, narrowed) in new[] { (open, query with { Open = true }), (mine, query with { AssigneeId = 7 }) })
            {
                var started = Stopwatch.GetTimestamp();
                await search.FindAsync(narrowed, cancellationToken);
                samplesOf.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return
        [
            Figure.Note(Name, $"{messages:N0} messages, 1 word (frequent, common), of open tickets, one of ten, p95", open.Rank(0.95), "ms"),
            Figure.Note(Name, $"{messages:N0} messages, 1 word (frequent, common), of one agent's tickets, one of fifty, p95", mine.Rank(0.95), "ms"),
        ];
    }
}
