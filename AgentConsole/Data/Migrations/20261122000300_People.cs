using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Accounts and who is in which team, wall links, presence, the company's settings, the keys that sign cookies.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000300_People")]
internal sealed class People : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateAccounts(migrationBuilder);
        CreateLinksAndBeats(migrationBuilder);

        migrationBuilder.CreateTable(
            "Settings",
            table => new { Key = table.Column<string>(maxLength: 100), Value = table.Column<string>() },
            constraints: table => table.PrimaryKey("PK_Settings", row => row.Key));

        migrationBuilder.CreateTable(
            "DataProtectionKeys",
            table => new { Id = table.Column<long>().Numbered(), FriendlyName = table.Column<string>(maxLength: 200), Xml = table.Column<string>() },
            constraints: table => table.PrimaryKey("PK_DataProtectionKeys", row => row.Id));
    }

    private static void CreateAccounts(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Accounts",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                DisplayName = table.Column<string>(maxLength: 120),
                Email = table.Column<string>(maxLength: 254),
                NormalizedEmail = table.Column<string>(maxLength: 254),
                Role = table.Column<int>(),
                Language = table.Column<string>(maxLength: 35),
                PasswordHash = table.Column<string>(maxLength: 200, nullable: true),
                SecurityStamp = table.Column<string>(maxLength: 64),
                ConcurrencyStamp = table.Column<string>(maxLength: 64, nullable: true),
                AccessFailedCount = table.Column<int>(),
                LockoutEnd = table.Column<long>(nullable: true),
                CreatedAt = table.Column<long>(),
                DisabledAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Accounts", row => row.Id));
        migrationBuilder.CreateIndex("IX_Accounts_NormalizedEmail", "Accounts", "NormalizedEmail", unique: true);

        migrationBuilder.CreateTable(
            "AgentTeams",
            table => new { AccountId = table.Column<long>(), TeamId = table.Column<long>() },
            constraints: table =>
            {
                table.PrimaryKey("PK_AgentTeams", row => new { row.AccountId, row.TeamId });
                table.ForeignKey("FK_AgentTeams_Accounts_AccountId", row => row.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
                table.ForeignKey("FK_AgentTeams_Teams_TeamId", row => row.TeamId, "Teams", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_AgentTeams_TeamId", "AgentTeams", "TeamId");
    }

    private static void CreateLinksAndBeats(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "WallLinks",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                TokenHash = table.Column<string>(maxLength: 64),
                Label = table.Column<string>(maxLength: 100),
                CreatedBy = table.Column<long>(),
                CreatedAt = table.Column<long>(),
                RevokedAt = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_WallLinks", row => row.Id);
                table.ForeignKey("FK_WallLinks_Accounts_CreatedBy", row => row.CreatedBy, "Accounts", "Id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("IX_WallLinks_TokenHash", "WallLinks", "TokenHash", unique: true);
        migrationBuilder.CreateIndex("IX_WallLinks_CreatedBy", "WallLinks", "CreatedBy");

        migrationBuilder.CreateTable(
            "AgentBeats",
            table => new
            {
                AgentId = table.Column<long>(),
                NodeId = table.Column<string>(maxLength: 32),
                BeatAt = table.Column<long>(),
                Away = table.Column<bool>(),
                WishAt = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AgentBeats", row => new { row.AgentId, row.NodeId });
                table.ForeignKey("FK_AgentBeats_Accounts_AgentId", row => row.AgentId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
