using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Visitors with whom nobody chats for a while, and the network addresses that are held with them.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122240100_Bans")]
internal sealed class Bans : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Bans",
            table => new
            {
                Id = table.Column<long>(),
                CustomerId = table.Column<long>(),
                Customers = table.Column<string>(),
                Visitors = table.Column<string>(),
                Reason = table.Column<string>(maxLength: 500),
                At = table.Column<long>(),
                ById = table.Column<long>(),
                ByName = table.Column<string>(maxLength: 200),
                Until = table.Column<long>(nullable: true),
                AddressUntil = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Bans", row => row.Id));
        migrationBuilder.CreateIndex("IX_Bans_CustomerId", "Bans", "CustomerId");
        migrationBuilder.CreateTable(
            "BannedAddresses",
            table => new
            {
                BanId = table.Column<long>(),
                Address = table.Column<string>(maxLength: 64),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_BannedAddresses", row => new { row.BanId, row.Address });
                table.ForeignKey("FK_BannedAddresses_Bans_BanId", row => row.BanId, "Bans", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
