using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Who let a ringing chat pass by, what keeps chats from an agent for a while, and how many chats an agent has at once.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122270100_ChatDuties")]
internal sealed class ChatDuties : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("PassedBy", "Tickets", defaultValue: "[]");
        migrationBuilder.AddColumn<int>("ChatCapacity", "Accounts", defaultValue: 0);
        migrationBuilder.CreateTable(
            "ChatDuties",
            table => new { AgentId = table.Column<long>(), Missed = table.Column<int>(), WrapUpUntil = table.Column<long>(nullable: true) },
            constraints: table => table.PrimaryKey("PK_ChatDuties", row => row.AgentId));
    }
}
