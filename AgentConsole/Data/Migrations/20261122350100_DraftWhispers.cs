using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>That a note which is being written is a whisper.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122350100_DraftWhispers")]
internal sealed class DraftWhispers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<bool>("IsWhisper", "Drafts", nullable: true);
}
