using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>A site can be closed without losing what it is.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100200_ClosedSites")]
internal sealed class ClosedSites : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<long>("DisabledAt", "Sites", nullable: true);
}
