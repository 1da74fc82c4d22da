using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What sites sign with when they say who a visitor is.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122230100_SiteSecrets")]
internal sealed class SiteSecretsTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "SiteSecrets",
        table => new
        {
            SiteId = table.Column<long>(),
            Protected = table.Column<string>(maxLength: 1000),
            MadeAt = table.Column<long>(),
        },
        constraints: table =>
        {
            table.PrimaryKey("PK_SiteSecrets", row => row.SiteId);
            table.ForeignKey("FK_SiteSecrets_Sites_SiteId", row => row.SiteId, "Sites", "Id", onDelete: ReferentialAction.Cascade);
        });
}
