using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Where a ticket's conversation went, where it came from, and what it is linked to.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122130010_MergedTickets")]
internal sealed class MergedTickets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("MergedIntoId", "Tickets", nullable: true);
        migrationBuilder.AddColumn<long>("SplitFromId", "Tickets", nullable: true);
        migrationBuilder.AddColumn<long>("ParentId", "Tickets", nullable: true);
        migrationBuilder.AddColumn<string>("RelatedIds", "Tickets", defaultValueSql: "'[]'");
        // Few tickets have one: the others cost nothing.
        migrationBuilder.CreateIndex("IX_Tickets_MergedIntoId", "Tickets", "MergedIntoId", filter: "\"MergedIntoId\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_Tickets_SplitFromId", "Tickets", "SplitFromId", filter: "\"SplitFromId\" IS NOT NULL");
        migrationBuilder.CreateIndex("IX_Tickets_ParentId", "Tickets", "ParentId", filter: "\"ParentId\" IS NOT NULL");
    }
}
