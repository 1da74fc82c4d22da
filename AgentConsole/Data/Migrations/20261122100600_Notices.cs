using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What agents, teams and supervisors are told of tickets, and how far each agent has read.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100600_Notices")]
internal sealed class Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Notices",
            table => new
            {
                Seq = table.Column<long>(),
                AudienceKind = table.Column<int>(),
                AudienceId = table.Column<long>(),
                TicketId = table.Column<long>(),
                Kind = table.Column<int>(),
                Target = table.Column<int>(nullable: true),
                DueAt = table.Column<long>(nullable: true),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Notices", row => new { row.AudienceKind, row.AudienceId, row.Seq }));
        migrationBuilder.CreateIndex("IX_Notices_Seq", "Notices", "Seq");

        migrationBuilder.CreateTable(
            "NoticeReads",
            table => new { AgentId = table.Column<long>(), UpTo = table.Column<long>() },
            constraints: table => table.PrimaryKey("PK_NoticeReads", row => row.AgentId));
    }
}
