using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>
/// The words of tickets and messages. The index is each database's own kind (no entity of the model): FTS5 without a copy of the text on SQLite, a
/// column of words with an inverted index on PostgreSQL. Both are known by one number: twice a message's, or twice a ticket's and one.
/// </summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100700_Search")]
internal sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "SearchCursor",
            table => new { Id = table.Column<int>(), Seq = table.Column<long>() },
            constraints: table => table.PrimaryKey("PK_SearchCursor", row => row.Id));
        migrationBuilder.Sql("""INSERT INTO "SearchCursor" ("Id", "Seq") VALUES (1, 0)""");
        if (ActiveProvider?.Contains("Sqlite", StringComparison.Ordinal) == true)
        {
            migrationBuilder.Sql(
                """CREATE VIRTUAL TABLE "SearchIndex" USING fts5("Words", content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3')""");
        }
        else
        {
            migrationBuilder.Sql("""CREATE TABLE "SearchIndex" ("Id" bigint NOT NULL PRIMARY KEY, "Words" tsvector NOT NULL)""");
            migrationBuilder.Sql("""CREATE INDEX "IX_SearchIndex_Words" ON "SearchIndex" USING gin ("Words")""");
        }
    }
}
