using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>
/// The words of messages and those of tickets each in an index of their own, known by the message's and the ticket's number: so the newest of either come first out of it. What
/// was in the index before is taken in anew from the journal, beside the work of the day.
/// </summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122205900_SearchIndexes")]
internal sealed class SearchIndexes : Migration
{
    private static readonly string[] Tables = ["SearchIndexMessages", "SearchIndexTickets"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP TABLE "SearchIndex" """);
        foreach (var table in Tables)
        {
            if (ActiveProvider?.Contains("Sqlite", StringComparison.Ordinal) == true)
            {
                migrationBuilder.Sql(
                    $"""CREATE VIRTUAL TABLE "{table}" USING fts5("Words", content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3')""");
            }
            else
            {
                migrationBuilder.Sql($"""CREATE TABLE "{table}" ("Id" bigint NOT NULL PRIMARY KEY, "Words" tsvector NOT NULL)""");
                migrationBuilder.Sql($"""CREATE INDEX "IX_{table}_Words" ON "{table}" USING gin ("Words")""");
            }
        }

        migrationBuilder.Sql("""UPDATE "SearchCursor" SET "Seq" = 0 WHERE "Id" = 1""");
    }
}
