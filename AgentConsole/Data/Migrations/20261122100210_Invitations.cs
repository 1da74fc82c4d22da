using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Links by which people set their password.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100210_Invitations")]
internal sealed class Invitations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Invitations",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                TokenHash = table.Column<string>(maxLength: 64),
                AccountId = table.Column<long>(),
                CreatedBy = table.Column<long>(),
                CreatedAt = table.Column<long>(),
                ExpiresAt = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Invitations", row => row.Id);
                table.ForeignKey("FK_Invitations_Accounts_AccountId", row => row.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_Invitations_TokenHash", "Invitations", "TokenHash", unique: true);
        migrationBuilder.CreateIndex("IX_Invitations_AccountId", "Invitations", "AccountId");
    }
}
