using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Finds the resolved tickets whose reopen window ends next.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000400_ReopenWindows")]
internal sealed class ReopenWindows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("IX_Tickets_Status_ResolvedAt", "Tickets", ["Status", "ResolvedAt"]);
}
