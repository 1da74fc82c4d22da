using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Views that people made.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122110020_SavedViews")]
internal sealed class SavedViews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "SavedViews",
        table => new
        {
            Id = table.Column<long>().Numbered(),
            Name = table.Column<string>(maxLength: 60),
            Scope = table.Column<int>(),
            ScopeId = table.Column<long>(),
            When = table.Column<string>(),
            Order = table.Column<int>(),
            Columns = table.Column<string>(maxLength: 200),
            Position = table.Column<int>(),
        },
        constraints: table => table.PrimaryKey("PK_SavedViews", row => row.Id));
}
