using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Changes of many tickets at once, and what became of each.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122130020_BulkJobs")]
internal sealed class BulkJobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "BulkJobs",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                AgentId = table.Column<long>(),
                AgentName = table.Column<string>(maxLength: 200),
                At = table.Column<long>(),
                Change = table.Column<string>(),
                UndoOfId = table.Column<long>(nullable: true),
                Total = table.Column<int>(),
                Done = table.Column<int>(),
                Failed = table.Column<int>(),
                State = table.Column<int>(),
                IsHidden = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("PK_BulkJobs", row => row.Id));
        migrationBuilder.CreateIndex("IX_BulkJobs_AgentId_Id", "BulkJobs", ["AgentId", "Id"]);
        migrationBuilder.CreateIndex("IX_BulkJobs_State", "BulkJobs", "State");
        migrationBuilder.CreateTable(
            "BulkItems",
            table => new
            {
                JobId = table.Column<long>(),
                TicketId = table.Column<long>(),
                State = table.Column<int>(),
                Code = table.Column<string>(maxLength: 100, nullable: true),
                Arguments = table.Column<string>(maxLength: 1000, nullable: true),
                Trace = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_BulkItems", row => new { row.JobId, row.TicketId });
                table.ForeignKey("FK_BulkItems_BulkJobs_JobId", row => row.JobId, "BulkJobs", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
