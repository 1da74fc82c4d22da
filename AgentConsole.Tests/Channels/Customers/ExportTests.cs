using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Tests.Channels.Customers;

/// <summary>Everything about one person, as a file.</summary>
public sealed class ExportTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task It_holds_the_profile_each_ticket_and_the_files_and_is_recorded()
    {
        var owner = FileOwner.Visitor("exported");
        var file = (await shared.App.Get<FileShelf>().AddAsync(owner, "red.png", new MemoryStream(SomeFile.Picture), default)).Value!;
        var opened = await shared.App.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "Where is it?", Who: new(IdentityKind.Visitor, "exported", "Maja")) { Attached = new AttachedFiles(owner, [file.Key]) }, default);
        var ticket = opened.Value!.Ticket;
        var lead = await shared.App.SignedInAsync(AgentRole.Supervisor);

        var answer = await lead.GetAsync($"/customers/{ticket.CustomerId}/export");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/zip", answer.Message.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(new MemoryStream(await answer.Message.Content.ReadAsByteArrayAsync()));
        Assert.Equal(["profile.json", $"tickets/{ticket.Id}.json", $"files/{file.Key}-red.png"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("Maja", Read(zip, "profile.json").GetProperty("parts")[0].GetProperty("name").GetString());
        Assert.Equal("Where is it?", Read(zip, $"tickets/{ticket.Id}.json").GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal(1, await shared.App.Database.ScalarAsync($"""SELECT COUNT(*) FROM "CustomerLog" WHERE "CustomerId" = {ticket.CustomerId} AND "Data" LIKE '%exported%'"""));
    }

    [Fact]
    public async Task Agents_and_strangers_get_nothing_and_nobody_is_nobody()
    {
        Assert.StartsWith("/access-denied", (await (await shared.App.SignedInAsync(AgentRole.Agent)).GetAsync("/customers/1/export")).To, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await shared.App.NewVisitor().GetAsync("/customers/1/export")).To, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await shared.App.SignedInAsync(AgentRole.Admin)).GetAsync("/customers/99999/export")).Status);
    }

    private static JsonElement Read(ZipArchive zip, string name)
    {
        using var content = zip.GetEntry(name)!.Open();
        using var document = JsonDocument.Parse(content);
        return document.RootElement.Clone();
    }
}
