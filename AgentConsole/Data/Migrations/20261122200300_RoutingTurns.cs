using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Whose turn it is in a round robin.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122200300_RoutingTurns")]
internal sealed class RoutingTurns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "RoutingTurns",
        table => new { TeamId = table.Column<long>(), AgentId = table.Column<long>() },
        constraints: table => table.PrimaryKey("PK_RoutingTurns", row => row.TeamId));
}
