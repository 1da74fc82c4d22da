using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>
/// The shop's site key. Sites belong to Channels, which stands beside this folder and can't be asked (docs/decisions/0006-demo.md), so the row is written by its table.
/// </summary>
internal sealed class DemoSite(IDbContextFactory<DeskDb> databases, IConfiguration configuration)
{
    public const string Key = "demo-shop";

    /// <summary>Makes the site, or renews the addresses it may be shown on. Gives its id.</summary>
    public async Task<long> MakeAsync(long teamId, CancellationToken cancellationToken)
    {
        var origins = string.Join(' ', (configuration["Urls"] ?? "http://localhost:5080").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, cancellationToken) is { } there)
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Sites" SET "AllowedOrigins" = {origins} WHERE "Id" = {there}""", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return there;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Sites" ("Key", "Name", "AllowedOrigins", "TeamId", "Colour", "Greeting")
            VALUES ({Key}, {DemoNames.Company}, {origins}, {teamId}, {"#2f6b4f"}, {"Hello! Ask us anything about gear, orders or trails."})
            """, cancellationToken);
        var id = (await FindAsync(db, cancellationToken))!.Value;
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static async Task<long?> FindAsync(DeskDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<long>($"""SELECT "Id" AS "Value" FROM "Sites" WHERE "Key" = {Key}""").ToListAsync(cancellationToken)) is [var id] ? id : null;
}
