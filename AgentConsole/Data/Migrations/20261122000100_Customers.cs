using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Customers, the ways they are known, and teams.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000100_Customers")]
internal sealed class Customers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Customers",
            table => new
            {
                Id = table.Column<long>(),
                Name = table.Column<string>(maxLength: 120),
                Email = table.Column<string>(maxLength: 254, nullable: true),
                Tier = table.Column<int>(),
                IsVip = table.Column<bool>(),
                Company = table.Column<string>(maxLength: 200, nullable: true),
                Language = table.Column<string>(maxLength: 35, nullable: true),
                CreatedAt = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Customers", row => row.Id));

        migrationBuilder.CreateTable(
            "CustomerIdentities",
            table => new
            {
                Kind = table.Column<int>(),
                Value = table.Column<string>(maxLength: 254),
                CustomerId = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_CustomerIdentities", row => new { row.Kind, row.Value });
                table.ForeignKey(
                    "FK_CustomerIdentities_Customers_CustomerId", row => row.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_CustomerIdentities_CustomerId", "CustomerIdentities", "CustomerId");

        migrationBuilder.CreateTable(
            "Teams",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                Name = table.Column<string>(maxLength: 100),
            },
            constraints: table => table.PrimaryKey("PK_Teams", row => row.Id));
        migrationBuilder.CreateIndex("IX_Teams_Name", "Teams", "Name", unique: true);
    }
}
