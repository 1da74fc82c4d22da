using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AgentConsole.Data.Migrations;

/// <summary>Files that messages come with, and their contents.</summary>
[DbContext(typeof(DeskDb))]
[Migration("20261122150010_Files")]
internal sealed class Files : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "Blobs",
            table => new
            {
                Hash = table.Column<string>(maxLength: 64),
                Size = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_Blobs", row => row.Hash));

        migrationBuilder.CreateTable(
            "BlobParts",
            table => new
            {
                Hash = table.Column<string>(maxLength: 64),
                Number = table.Column<int>(),
                Content = table.Column<byte[]>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_BlobParts", row => new { row.Hash, row.Number });
                table.ForeignKey("FK_BlobParts_Blobs_Hash", row => row.Hash, "Blobs", "Hash", onDelete: ReferentialAction.Cascade);
            });

        migrationBuilder.CreateTable(
            "Attachments",
            table => new
            {
                Key = table.Column<string>(maxLength: 32),
                Hash = table.Column<string>(maxLength: 64),
                Name = table.Column<string>(maxLength: 120),
                Type = table.Column<string>(maxLength: 60),
                Size = table.Column<long>(),
                Width = table.Column<int>(nullable: true),
                Height = table.Column<int>(nullable: true),
                Owner = table.Column<string>(maxLength: 80),
                MessageId = table.Column<long>(nullable: true),
                At = table.Column<long>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Attachments", row => row.Key);
                table.ForeignKey("FK_Attachments_Blobs_Hash", row => row.Hash, "Blobs", "Hash", onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("IX_Attachments_MessageId_At", "Attachments", ["MessageId", "At"]);
        migrationBuilder.CreateIndex("IX_Attachments_Hash", "Attachments", "Hash");

        migrationBuilder.AddColumn<string>("Files", "Messages", nullable: true);
    }
}
