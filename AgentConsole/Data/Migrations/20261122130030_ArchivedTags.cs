using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Tags that are no longer offered.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122130030_ArchivedTags")]
internal sealed class ArchivedTags : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<bool>("IsArchived", "Tags", defaultValue: false);
}
