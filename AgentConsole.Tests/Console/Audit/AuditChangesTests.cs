using System.Globalization;
using AgentConsole.Console.Audit;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using AgentConsole.Sla;
using AgentConsole.Tests.Console.Ticket;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Audit;

/// <summary>What was changed, as its reader would say it.</summary>
public sealed class AuditChangesTests : ScreenContext, IAsyncLifetime
{
    private TestDatabase _database = default!;
    private DeskHost _host = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database);
        await _host.Services.GetRequiredService<TicketCatalog>().AddTagAsync("refund");
        var directory = new AgentDirectory(_host.Contexts, _host.Services.GetRequiredService<AgentConsole.Live.LiveSignals>());
        Services.AddSingleton(directory);
        Services.AddSingleton(_host.Services.GetRequiredService<TicketCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<SlaCatalog>());
        Services.AddSingleton(new CompanyZone(_host.Contexts, directory, NullLogger<CompanyZone>.Instance));
        Services.AddScoped<AuditWords>();
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Lists_and_parts_are_told_in_words_one_by_one()
    {
        var was = new { members = new[] { "Ana", "Bor" }, holidays = new[] { new Holiday(new DateOnly(2026, 12, 25), "Christmas, and more", Yearly: true) }, holdFor = TimeSpan.FromMinutes(90), addTagIds = new[] { 1L }, status = "Open" };
        var became = new { members = new[] { "Bor", "Cene" }, holidays = new[] { new Holiday(new DateOnly(2026, 12, 24), "Eve", Parts: [OpenInterval.Hours(12, 24)]) }, holdFor = TimeSpan.FromHours(2), addTagIds = Array.Empty<long>(), status = "OnHold" };
        Assert.Equal(
            [
                "Members Removed: Ana", "Members Added: Cene",
                "Holidays Removed: Date: 25/12/2026, Name: Christmas, and more, Every year: yes", "Holidays Added: Date: 24/12/2026, Name: Eve, Every year: no, Hours: From: 12:00, To: 24:00",
                "Held for Before: 1h 30m → After: 2h", "Tags added Removed: refund", "Status Before: Open → After: On hold",
            ],
            Lines(was, became));
    }

    [Fact]
    public void In_Arabic_the_arrow_goes_the_readers_way_and_no_word_stays_English()
    {
        using var _ = new Language("ar");
        var lines = Lines(new { status = "Open", yearly = true }, new { status = "Pending", yearly = false });
        Assert.All(lines, line =>
        {
            Assert.Contains("←", line, StringComparison.Ordinal);
            Assert.DoesNotContain(line, char.IsAsciiLetter);
        });
    }

    [Theory]
    [InlineData("from: 9, to: 17", "from=9|to=17")]
    [InlineData("name: Ana, Bor and others, at: x", "name=Ana, Bor and others|at=x")]
    [InlineData("who: (name: y, age: 3), at: (1, 2)", "who=(name: y, age: 3)|at=(1, 2)")]
    [InlineData("Hello, you", null)]
    [InlineData("", null)]
    [InlineData("See: https://example.test/a, b", "See=https://example.test/a, b")]
    public void Parts_are_taken_apart_and_texts_lose_nothing(string text, string? parts) =>
        Assert.Equal(parts, AuditParts.Read(text) is { } read ? string.Join('|', read.Select(part => $"{part.Name}={part.Value}")) : null);

    private List<string> Lines(object was, object became)
    {
        var row = new AuditRow { ByName = "Ada", Kind = AuditKind.Changed, ThingId = "1", ThingName = "x", Changes = AuditDiff.Write(AuditDiff.Between(was, became)) };
        var page = Render<AuditChanges>(p => p.Add(c => c.Row, row));
        return [.. page.FindAll("dl > div").Select(line => string.Join(' ', line.TextContent.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }

    /// <summary>The reader's, until it is given back.</summary>
    private sealed class Language : IDisposable
    {
        private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _words = CultureInfo.CurrentUICulture;

        public Language(string name) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);

        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _words);
    }
}
