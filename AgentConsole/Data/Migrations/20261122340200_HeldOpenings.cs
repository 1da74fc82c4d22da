using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Tickets that agents open with a message to the customer, while they can still be taken back.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122340200_HeldOpenings")]
internal sealed class HeldOpenings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "HeldOpenings",
            table => new
            {
                AgentId = table.Column<long>(),
                ClientId = table.Column<string>(maxLength: 64),
                AgentName = table.Column<string>(maxLength: 200),
                CustomerId = table.Column<long>(nullable: true),
                Words = table.Column<string>(),
                Files = table.Column<string>(nullable: true),
                State = table.Column<int>(),
                At = table.Column<long>(),
                DueAt = table.Column<long>(nullable: true),
                Problem = table.Column<string>(maxLength: 60, nullable: true),
                TicketId = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_HeldOpenings", row => new { row.AgentId, row.ClientId }));
        migrationBuilder.CreateIndex("IX_HeldOpenings_DueAt", "HeldOpenings", "DueAt");
    }
}
