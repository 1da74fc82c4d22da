using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Finds the tickets that were rated of late among all.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122200400_RatedTickets")]
internal sealed class RatedTickets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("IX_Tickets_ScoreFor", "Tickets", "ScoreFor", filter: "\"ScoreFor\" IS NOT NULL");
}
