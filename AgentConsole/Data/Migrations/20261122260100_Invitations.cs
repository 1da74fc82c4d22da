using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>When each site's visitors are invited to talk, and what becomes of it.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122260100_Invitations")]
internal sealed class SiteInvitations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Inviting", "Sites", maxLength: 80_000, defaultValueSql: "'{}'");
        migrationBuilder.CreateTable(
            "InviteCounts",
            table => new
            {
                SiteId = table.Column<long>(),
                RuleId = table.Column<int>(),
                Day = table.Column<int>(),
                Shown = table.Column<int>(),
                Accepted = table.Column<int>(),
                Declined = table.Column<int>(),
                Wrote = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_InviteCounts", row => new { row.SiteId, row.RuleId, row.Day });
                table.ForeignKey("FK_InviteCounts_Sites_SiteId", row => row.SiteId, "Sites", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
