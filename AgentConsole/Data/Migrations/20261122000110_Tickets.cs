using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Tickets and their messages, priorities with the four default levels, tags.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122000110_Tickets")]
internal sealed class Tickets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateTickets(migrationBuilder);
        CreateMessages(migrationBuilder);
        CreatePriorities(migrationBuilder);
        CreateTags(migrationBuilder);
    }

    private static void CreateTickets(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Tickets",
            table => new
            {
                Id = table.Column<long>(),
                Version = table.Column<int>(),
                Subject = table.Column<string>(maxLength: 200),
                Status = table.Column<int>(),
                PriorityId = table.Column<int>(),
                Channel = table.Column<int>(),
                CustomerId = table.Column<long>(),
                AssigneeId = table.Column<long>(nullable: true),
                TeamId = table.Column<long>(nullable: true),
                SiteId = table.Column<long>(nullable: true),
                FollowUpOf = table.Column<long>(nullable: true),
                TagIds = table.Column<string>(),
                CreatedAt = table.Column<long>(),
                UpdatedAt = table.Column<long>(),
                MessageCount = table.Column<int>(),
                LastMessageAt = table.Column<long>(),
                LastMessageBy = table.Column<int>(),
                LastMessagePreview = table.Column<string>(maxLength: 200),
                LastCustomerSeq = table.Column<long>(),
                LastReplySeq = table.Column<long>(),
                SeenByCustomerSeq = table.Column<long>(),
                SeenByAgentSeq = table.Column<long>(),
                WaitingSince = table.Column<long>(nullable: true),
                FirstResponseAt = table.Column<long>(nullable: true),
                FirstResolvedAt = table.Column<long>(nullable: true),
                ResolvedAt = table.Column<long>(nullable: true),
                ClosedAt = table.Column<long>(nullable: true),
                Statuses = table.Column<string>(),
                Sla = table.Column<string>(),
                DueAt = table.Column<long>(nullable: true),
                SlaState = table.Column<int>(),
                NextTransitionAt = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Tickets", row => row.Id);
                table.ForeignKey("FK_Tickets_Customers_CustomerId", row => row.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("IX_Tickets_CustomerId_Id", "Tickets", ["CustomerId", "Id"]);
        migrationBuilder.CreateIndex("IX_Tickets_NextTransitionAt", "Tickets", "NextTransitionAt");
        migrationBuilder.CreateIndex("IX_Tickets_Status_Id", "Tickets", ["Status", "Id"]);
    }

    private static void CreateMessages(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Messages",
            table => new
            {
                Id = table.Column<long>(),
                TicketId = table.Column<long>(),
                Seq = table.Column<long>(),
                Kind = table.Column<int>(),
                AuthorKind = table.Column<int>(),
                AuthorId = table.Column<long>(),
                AuthorName = table.Column<string>(maxLength: 200),
                Text = table.Column<string>(maxLength: 10_000),
                At = table.Column<long>(),
                ClientId = table.Column<string>(maxLength: 64, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Messages", row => row.Id);
                table.ForeignKey("FK_Messages_Tickets_TicketId", row => row.TicketId, "Tickets", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_Messages_TicketId_Seq", "Messages", ["TicketId", "Seq"]);
        migrationBuilder.CreateIndex("IX_Messages_AuthorKind_AuthorId_ClientId", "Messages", ["AuthorKind", "AuthorId", "ClientId"], unique: true);
    }

    private static void CreatePriorities(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Priorities",
            table => new
            {
                Id = table.Column<int>(),
                Name = table.Column<string>(maxLength: 60),
                Rank = table.Column<int>(),
                Colour = table.Column<string>(maxLength: 20),
            },
            constraints: table => table.PrimaryKey("PK_Priorities", row => row.Id));
        // Each colour stands at least 4.5 : 1 against white, as a ground under white text or as text on it (WCAG AA).
        migrationBuilder.Sql(
            """
            INSERT INTO "Priorities" ("Id", "Name", "Rank", "Colour") VALUES
                (1, 'Low', 10, '#5b6675'), (2, 'Normal', 20, '#2f5fb3'), (3, 'High', 30, '#b45309'), (4, 'Urgent', 40, '#c81e1e');
            """);
    }

    private static void CreateTags(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Tags",
            table => new
            {
                Id = table.Column<long>().Numbered(),
                Name = table.Column<string>(maxLength: 60),
                TextColour = table.Column<string>(maxLength: 20),
                Background = table.Column<string>(maxLength: 20),
                IsPublic = table.Column<bool>(),
            },
            constraints: table => table.PrimaryKey("PK_Tags", row => row.Id));
        migrationBuilder.CreateIndex("IX_Tags_Name", "Tags", "Name", unique: true);
    }
}
