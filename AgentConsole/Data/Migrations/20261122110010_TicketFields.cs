using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>The company's own fields, and what tickets hold of them.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122110010_TicketFields")]
internal sealed class TicketFields : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "TicketFields",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                Name = table.Column<string>(maxLength: 60),
                Kind = table.Column<int>(),
                Help = table.Column<string>(maxLength: 200),
                IsRequired = table.Column<bool>(),
                Position = table.Column<int>(),
                IsArchived = table.Column<bool>(),
                Choices = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_TicketFields", row => row.Id));
        migrationBuilder.AddColumn<string>("Fields", "Tickets", defaultValueSql: "'{}'");
    }
}
