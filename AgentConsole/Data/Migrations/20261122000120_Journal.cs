using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>The journal, and the one row of counters that its writer holds until it has committed.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000120_Journal")]
internal sealed class Journal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Journal",
            table => new
            {
                Seq = table.Column<long>(),
                TicketId = table.Column<long>(),
                At = table.Column<long>(),
                Kind = table.Column<string>(maxLength: 40),
                Kinds = table.Column<long>(),
                ActorKind = table.Column<int>(),
                ActorId = table.Column<long>(),
                ActorName = table.Column<string>(maxLength: 200),
                Data = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_Journal", row => row.Seq));
        migrationBuilder.CreateIndex("IX_Journal_TicketId_Seq", "Journal", ["TicketId", "Seq"]);

        migrationBuilder.CreateTable(
            "Counters",
            table => new
            {
                Id = table.Column<int>(),
                Seq = table.Column<long>(),
                TicketId = table.Column<long>(),
                MessageId = table.Column<long>(),
                CustomerId = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Counters", row => row.Id));
        migrationBuilder.Sql("""INSERT INTO "Counters" ("Id", "Seq", "TicketId", "MessageId", "CustomerId") VALUES (1, 0, 0, 0, 0);""");
    }
}
