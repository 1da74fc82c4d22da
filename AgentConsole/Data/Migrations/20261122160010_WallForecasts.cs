using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What the wall forecast in the last hours, to be compared with what came.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122160010_WallForecasts")]
internal sealed class WallForecasts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "WallForecasts",
        table => new
        {
            At = table.Column<long>(),
            Agents = table.Column<int>(),
            Expected = table.Column<int>(),
        },
        constraints: table => table.PrimaryKey("PK_WallForecasts", row => row.At));
}
