using System.Data.Common;
using AgentConsole.Data;

namespace AgentConsole.Tickets.Search;

/// <summary>Reads hits out of the two indexes.</summary>
internal sealed class SearchReader(StorageProvider storage)
{
    private readonly SearchSql _sql = new(storage);

    /// <summary>Messages first.</summary>
    public static IReadOnlyList<SearchIndex> Indexes { get; } = [SearchIndex.Messages, SearchIndex.Tickets];

    /// <summary>The newest hits, newest first. See <see cref="SearchSql.Find"/>.</summary>
    public async Task<List<SearchHit>> HitsAsync(DbConnection connection, SearchQuery query, SearchIndex index, int limit, int? word, CancellationToken cancellationToken)
    {
        await using var command = _sql.Find(connection, query, index, limit, word);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(cancellationToken))
            hits.Add(new SearchHit(reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), word is null ? SearchFit.Of(reader.GetString(3), query) : 0));
        return hits;
    }
}
