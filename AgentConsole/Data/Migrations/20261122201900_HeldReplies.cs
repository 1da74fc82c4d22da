using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Replies that can still be taken back, and the files of drafts.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122201900_HeldReplies")]
internal sealed class HeldReplies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "HeldReplies",
            table => new
            {
                AgentId = table.Column<long>(),
                ClientId = table.Column<string>(maxLength: 64),
                AgentName = table.Column<string>(maxLength: 200),
                TicketId = table.Column<long>(),
                Text = table.Column<string>(maxLength: 10_000),
                Files = table.Column<string>(nullable: true),
                Then = table.Column<int>(nullable: true),
                ThenStatusId = table.Column<int>(nullable: true),
                Macro = table.Column<string>(nullable: true),
                Version = table.Column<int>(),
                Seq = table.Column<long>(),
                At = table.Column<long>(),
                DueAt = table.Column<long>(nullable: true),
                Problem = table.Column<string>(maxLength: 60, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_HeldReplies", row => new { row.AgentId, row.ClientId });
                table.ForeignKey("FK_HeldReplies_Tickets_TicketId", row => row.TicketId, "Tickets", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_HeldReplies_TicketId", "HeldReplies", "TicketId");
        migrationBuilder.CreateIndex("IX_HeldReplies_DueAt", "HeldReplies", "DueAt");
        migrationBuilder.AddColumn<string>("Files", "Drafts", nullable: true);
    }
}
