using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Service-level policies and business calendars, every version of each. Where there are none the built-in default judges.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000200_Sla")]
internal sealed class Sla : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var name in new[] { "SlaPolicies", "SlaCalendars" })
        {
            migrationBuilder.CreateTable(
                name,
                table => new { Id = table.Column<int>(), Version = table.Column<int>(), Json = table.Column<string>() },
                constraints: table => table.PrimaryKey($"PK_{name}", row => new { row.Id, row.Version }));
        }
    }
}
