using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>When a bulk job that writes to customers begins: until then it can be taken back.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122340100_HeldBulk")]
internal sealed class HeldBulk : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<long>("DueAt", "BulkJobs", nullable: true);
}
