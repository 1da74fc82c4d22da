using AgentConsole.Data;

namespace AgentConsole.Tests.Support;

/// <summary>What a database says of itself, a line for each column, index, and key: two databases agree where the lines do.</summary>
internal static class DatabaseSchema
{
    private const string Sqlite =
        """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END
            || ' default ' || coalesce(c.dflt_value, '-') || ' key ' || c.pk AS line
        FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'foreign key ' || t.name || '(' || group_concat(k."from") || ') to ' || k."table" || '(' || group_concat(k."to") || ') on delete ' || k.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table' GROUP BY t.name, k.id
        UNION ALL
        SELECT 'index ' || coalesce(i.sql, 'automatic on ' || i.tbl_name) FROM sqlite_master i WHERE i.type = 'index'
        UNION ALL
        SELECT 'numbered ' || t.name FROM sqlite_master t WHERE t.type = 'table' AND t.sql LIKE '%AUTOINCREMENT%'
        """;

    private const string Postgres =
        """
        SELECT format('column %s.%s %s%s default %s identity %s', t.relname, c.attname, format_type(c.atttypid, c.atttypmod),
            CASE WHEN c.attnotnull THEN ' not null' ELSE '' END, coalesce(pg_get_expr(d.adbin, d.adrelid), '-'), c.attidentity) AS line
        FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
            LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = c.attnum
        WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('constraint %s.%s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace
        UNION ALL
        SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
        """;

    /// <summary>Sorted, without EF's own tables and without the search index, which is each database's own kind and no entity.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(StorageProvider provider)
    {
        await using var connection = await provider.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two constants above.
        command.CommandText = provider.IsShared ? Postgres : Sqlite;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return [.. lines.Where(line => !line.Contains("__EF", StringComparison.Ordinal) && !line.Contains("SearchIndex", StringComparison.Ordinal) && !line.Contains("sqlite_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
