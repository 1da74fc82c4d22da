using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>One profile over several customers that are one person, what is written on it, and who did what with it.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122150020_Profiles")]
internal sealed class Profiles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("ProfileId", "Customers", defaultValue: 0L);
        migrationBuilder.AddColumn<long>("MergedInto", "Customers", nullable: true);
        migrationBuilder.AddColumn<int>("Version", "Customers", defaultValue: 0);
        migrationBuilder.AddColumn<string>("Notes", "Customers", maxLength: 4000, nullable: true);
        migrationBuilder.AddColumn<string>("Attributes", "Customers", defaultValue: "[]");
        migrationBuilder.AddColumn<string>("FoldedName", "Customers", maxLength: 240, defaultValue: "");
        migrationBuilder.AddColumn<long>("ErasedAt", "Customers", nullable: true);
        migrationBuilder.Sql("""UPDATE "Customers" SET "ProfileId" = "Id", "FoldedName" = lower("Name")""");
        migrationBuilder.CreateIndex("IX_Customers_ProfileId", "Customers", "ProfileId");
        migrationBuilder.CreateIndex("IX_Customers_Email", "Customers", "Email");
        migrationBuilder.CreateIndex("IX_Customers_FoldedName", "Customers", "FoldedName");

        migrationBuilder.CreateTable(
            "CustomerLog",
            table => new
            {
                CustomerId = table.Column<long>(),
                Seq = table.Column<long>(),
                At = table.Column<long>(),
                AgentId = table.Column<long>(),
                AgentName = table.Column<string>(maxLength: 200),
                Data = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_CustomerLog", row => new { row.CustomerId, row.Seq }));
    }
}
