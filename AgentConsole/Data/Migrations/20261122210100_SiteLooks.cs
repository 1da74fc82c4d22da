using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>How the chat looks on each site, and the site's picture.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122210100_SiteLooks")]
internal sealed class SiteLooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Look", "Sites", maxLength: 12_000, defaultValueSql: "'{}'");
        migrationBuilder.CreateTable(
            "SiteLogos",
            table => new
            {
                SiteId = table.Column<long>(),
                Hash = table.Column<string>(maxLength: 16),
                Type = table.Column<string>(maxLength: 20),
                Content = table.Column<byte[]>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_SiteLogos", row => row.SiteId);
                table.ForeignKey("FK_SiteLogos_Sites_SiteId", row => row.SiteId, "Sites", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
