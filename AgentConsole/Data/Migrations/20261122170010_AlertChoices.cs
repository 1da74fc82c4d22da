using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>By which ways each agent wants to be told.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122170010_AlertChoices")]
internal sealed class AlertChoices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "AlertChoices",
        table => new
        {
            AgentId = table.Column<long>(),
            Ways = table.Column<int>(),
        },
        constraints: table => table.PrimaryKey("PK_AlertChoices", row => row.AgentId));
}
