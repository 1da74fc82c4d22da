using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>The websites that carry the chat widget.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000200_Sites")]
internal sealed class Sites : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Sites",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                Key = table.Column<string>(maxLength: 64),
                Name = table.Column<string>(maxLength: 100),
                AllowedOrigins = table.Column<string>(maxLength: 4000),
                TeamId = table.Column<long>(nullable: true),
                Colour = table.Column<string>(maxLength: 7),
                Greeting = table.Column<string>(maxLength: 1000),
            },
            constraints: table => table.PrimaryKey("PK_Sites", row => row.Id));
        migrationBuilder.CreateIndex("IX_Sites_Key", "Sites", "Key", unique: true);
    }
}
