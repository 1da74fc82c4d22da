using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What agents are writing.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122140020_Drafts")]
internal sealed class Drafts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Drafts",
            table => new
            {
                AgentId = table.Column<long>(),
                TicketId = table.Column<long>(),
                IsNote = table.Column<bool>(),
                Text = table.Column<string>(maxLength: 10_000),
                Then = table.Column<int>(),
                BeganVersion = table.Column<int>(),
                BeganSeq = table.Column<long>(),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Drafts", row => new { row.AgentId, row.TicketId }));
        migrationBuilder.CreateIndex("IX_Drafts_At", "Drafts", "At");
    }
}
