using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>What visitors of each site meet before a conversation: hours, questions, the queue.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122250100_SiteEntries")]
internal sealed class SiteEntries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>("Entry", "Sites", maxLength: 12_000, defaultValueSql: "'{}'");
}
