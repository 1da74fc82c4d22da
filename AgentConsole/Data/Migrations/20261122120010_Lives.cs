using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Snoozes, silence, endings and what customers say of them; each team's policy; statuses of the company's own.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122120010_Lives")]
internal sealed class Lives : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("StatusId", "Tickets", nullable: true);
        migrationBuilder.AddColumn<bool>("IsSnoozed", "Tickets", defaultValue: false);
        migrationBuilder.AddColumn<long>("SnoozedUntil", "Tickets", nullable: true);
        migrationBuilder.AddColumn<long>("RestsSince", "Tickets", nullable: true);
        migrationBuilder.AddColumn<bool>("IsReminded", "Tickets", defaultValue: false);
        migrationBuilder.AddColumn<int>("Ending", "Tickets", defaultValue: 0);
        migrationBuilder.AddColumn<int>("Score", "Tickets", nullable: true);
        migrationBuilder.AddColumn<string>("ScoreComment", "Tickets", maxLength: 1000, nullable: true);
        migrationBuilder.AddColumn<long>("ScoreFor", "Tickets", nullable: true);
        // What rests already: the resolved since then, those who are silent since the last that was heard.
        migrationBuilder.Sql("""UPDATE "Tickets" SET "RestsSince" = CASE "Status" WHEN 4 THEN "ResolvedAt" ELSE "UpdatedAt" END WHERE "Status" = 4 OR ("Status" = 2 AND "WaitingSince" IS NULL);""");
        migrationBuilder.DropIndex("IX_Tickets_Status_ResolvedAt", "Tickets");
        migrationBuilder.CreateIndex("IX_Tickets_Status_TeamId_IsReminded_RestsSince", "Tickets", ["Status", "TeamId", "IsReminded", "RestsSince"]);
        migrationBuilder.CreateIndex("IX_Tickets_SnoozedUntil", "Tickets", "SnoozedUntil");

        migrationBuilder.CreateTable(
            "LifePolicies",
            table => new
            {
                TeamId = table.Column<long>(),
                Reopen = table.Column<int>(),
                ReopenDays = table.Column<int>(),
                RemindHours = table.Column<int>(nullable: true),
                ResolveHours = table.Column<int>(nullable: true),
                CloseHours = table.Column<int>(nullable: true),
                CloseNoticeHours = table.Column<int>(nullable: true),
                ReminderText = table.Column<string>(maxLength: 2000, nullable: true),
                AsksAfterAutomatic = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("PK_LifePolicies", row => row.TeamId));
        migrationBuilder.CreateTable(
            "CustomStatuses",
            table => new
            {
                Id = table.Column<int>(),
                Name = table.Column<string>(maxLength: 60),
                Category = table.Column<int>(),
                Names = table.Column<string>(),
                Position = table.Column<int>(),
                IsRetired = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("PK_CustomStatuses", row => row.Id));
    }
}
