using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Replies written once, and what is done with them.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122100710_Macros")]
internal sealed class Macros : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "Macros",
        table => new
        {
            Id = table.Column<long>().Numbered(),
            Name = table.Column<string>(maxLength: 80),
            Scope = table.Column<int>(),
            ScopeId = table.Column<long>(),
            Text = table.Column<string>(maxLength: 10_000),
            IsNote = table.Column<bool>(),
            Status = table.Column<int>(nullable: true),
            PriorityId = table.Column<int>(nullable: true),
            TeamId = table.Column<long>(nullable: true),
            TakesTicket = table.Column<bool>(),
            AddTagIds = table.Column<string>(),
            RemoveTagIds = table.Column<string>(),
        },
        constraints: table => table.PrimaryKey("PK_Macros", row => row.Id));
}
