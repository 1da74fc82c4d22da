using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Amounts of a team's life policy in business hours.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122200200_OpenLives")]
internal sealed class OpenLives : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<bool>("InBusinessTime", "LifePolicies", defaultValue: false);
}
