using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Desk;

/// <summary>The one door in front of a disk without room.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task Who_writes_is_told_that_there_is_no_room_and_what_was_acknowledged_stays()
    {
        using var disk = SmallDisk.Mount(kilobytes: 12 * 1024);
        await using var database = await TestDatabase.CreateInAsync(disk.Folder);
        var acknowledged = new List<string>();
        await using (var host = await DeskHost.StartAsync(database))
        {
            await WriteAsync("before");
            disk.Fill(leaveKilobytes: 256);
            var refusals = 0;
            for (var i = 0; i < 200 && refusals < 5; i++)
            {
                if (!await WriteAsync($"filling {i}")) refusals++;
            }

            Assert.Equal(5, refusals);
            disk.MakeRoom();
            Assert.True(await WriteAsync("after"));

            async Task<bool> WriteAsync(string id)
            {
                var outcome = await host.TryAsync(Some(id));
                if (outcome.Succeeded) acknowledged.Add(id);
                else Assert.Equal("storage.full", outcome.Refusal.Code);
                return outcome.Succeeded;
            }
        }

        await using var restarted = await DeskHost.StartAsync(database);
        var stored = await restarted.Queries.MessagesAsync(1, 0, 1000, true, default);
        Assert.Equal(acknowledged, stored.Select(message => message.ClientId));
        Assert.Equal(0, await database.ScalarAsync("""SELECT count(*) FROM "Journal" WHERE "Seq" > (SELECT "Seq" FROM "Counters")"""));
        Assert.Equal(await database.ScalarAsync("""SELECT "Seq" FROM "Counters" """), await database.ScalarAsync("""SELECT count(*) FROM "Journal" """));
    }

    private static CustomerWrites Some(string id) =>
        new(
            new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, new string('x', 9000), id,
            Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja"));
}
