using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Holds, offers and followers of tickets, whom notes name, what agents can do, how work is routed.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122140010_Together")]
internal sealed class Together : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("HeldUntil", "Tickets", nullable: true);
        migrationBuilder.AddColumn<string>("OfferedTo", "Tickets", defaultValue: "[]");
        migrationBuilder.AddColumn<string>("FollowerIds", "Tickets", defaultValue: "[]");
        migrationBuilder.CreateIndex("IX_Tickets_HeldUntil", "Tickets", "HeldUntil", filter: "\"HeldUntil\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_Tickets_AssigneeId_Status", "Tickets", ["AssigneeId", "Status"], filter: "\"AssigneeId\" IS NOT NULL");
        migrationBuilder.CreateIndex(
            "IX_Tickets_TeamId_PriorityId_DueAt_Id", "Tickets", ["TeamId", "PriorityId", "DueAt", "Id"], filter: "\"AssigneeId\" IS NULL AND \"Status\" <= 1");

        migrationBuilder.AddColumn<string>("Mentions", "Messages", defaultValue: "");

        migrationBuilder.AddColumn<int>("Seniority", "Accounts", defaultValue: 1);
        migrationBuilder.AddColumn<int>("Capacity", "Accounts", defaultValue: 0);
        migrationBuilder.AddColumn<string>("SkillIds", "Accounts", defaultValue: "");

        migrationBuilder.CreateTable(
            "RoutingBooks",
            table => new
            {
                Version = table.Column<int>(),
                At = table.Column<long>(),
                By = table.Column<string>(maxLength: 200),
                Json = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_RoutingBooks", row => row.Version));
    }
}
