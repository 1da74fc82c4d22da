using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

[DbContext(typeof(DeskDb))]
[Migration("20261122100500_ApiTokens")]
internal sealed class ApiTokens : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "ApiTokens",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                TokenHash = table.Column<string>(maxLength: 64),
                Label = table.Column<string>(maxLength: 100),
                Allows = table.Column<string>(maxLength: 60),
                CreatedBy = table.Column<long>(),
                CreatedAt = table.Column<long>(),
                RevokedAt = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_ApiTokens", row => row.Id);
                table.ForeignKey("FK_ApiTokens_Accounts_CreatedBy", row => row.CreatedBy, "Accounts", "Id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("IX_ApiTokens_TokenHash", "ApiTokens", "TokenHash", unique: true);
        migrationBuilder.CreateIndex("IX_ApiTokens_CreatedBy", "ApiTokens", "CreatedBy");
    }
}
