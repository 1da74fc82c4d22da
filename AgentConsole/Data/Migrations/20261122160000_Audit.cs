using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Who changed which setting, from what to what.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122160000_Audit")]
internal sealed class Audit : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Audit",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                At = table.Column<long>(),
                ById = table.Column<long>(nullable: true),
                ByName = table.Column<string>(maxLength: 200),
                Kind = table.Column<int>(),
                Thing = table.Column<int>(),
                ThingId = table.Column<string>(maxLength: 80),
                ThingName = table.Column<string>(maxLength: 200),
                Changes = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_Audit", row => row.Id));
        migrationBuilder.CreateIndex("IX_Audit_ById_Id", "Audit", ["ById", "Id"]);
        migrationBuilder.CreateIndex("IX_Audit_Thing_Id", "Audit", ["Thing", "Id"]);
    }
}
