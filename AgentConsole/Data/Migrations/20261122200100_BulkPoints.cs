using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What a ticket was before a bulk job changed it, and macros and drafts that name a status of the company's own.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122200100_BulkPoints")]
internal sealed class BulkPoints : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Before", "BulkItems", nullable: true);
        migrationBuilder.AddColumn<int>("StatusId", "Macros", nullable: true);
        migrationBuilder.AddColumn<int>("ThenId", "Drafts", nullable: true);
    }
}
