using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>
/// What rules and policies need of tickets and priorities, the numbered books of agreements in force, priority rules, and how far open tickets were
/// judged by each book.
/// </summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100400_PoliciesAndPriorities")]
internal sealed class PoliciesAndPriorities : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>("PriorityIsByHand", "Tickets", defaultValue: false);
        migrationBuilder.AddColumn<string>("Declared", "Tickets", maxLength: 100, nullable: true);
        migrationBuilder.AddColumn<int>("Mark", "Priorities", defaultValue: 0);
        migrationBuilder.AddColumn<bool>("IsRetired", "Priorities", defaultValue: false);
        // The shapes that the four default levels have always been drawn with.
        migrationBuilder.Sql("""UPDATE "Priorities" SET "Mark" = CASE "Id" WHEN 1 THEN 1 WHEN 3 THEN 2 WHEN 4 THEN 3 ELSE 0 END WHERE "Id" <= 4;""");

        migrationBuilder.CreateTable(
            "SlaBooks",
            table => new { Number = table.Column<long>(), At = table.Column<long>(nullable: true), By = table.Column<string>(maxLength: 200, nullable: true) },
            constraints: table => table.PrimaryKey("PK_SlaBooks", row => row.Number));
        migrationBuilder.CreateTable(
            "PriorityRuleBooks",
            table => new
            {
                Version = table.Column<int>(),
                At = table.Column<long>(),
                By = table.Column<string>(maxLength: 200),
                Json = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_PriorityRuleBooks", row => row.Version));
        migrationBuilder.CreateTable(
            "Rejudgings",
            table => new
            {
                BookNumber = table.Column<long>(),
                LastTicketId = table.Column<long>(),
                Judged = table.Column<int>(),
                Total = table.Column<int>(),
                FinishedAt = table.Column<long>(nullable: true),
                Owner = table.Column<string>(maxLength: 40, nullable: true),
                OwnedUntil = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Rejudgings", row => row.BookNumber));
    }
}
