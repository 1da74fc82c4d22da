using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What visitors read of the company's own fields, by language; choices keep theirs in what is there.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122360100_FieldWords")]
internal sealed class FieldWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Words", "TicketFields", defaultValueSql: "'{}'");
}
