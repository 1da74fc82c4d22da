using AgentConsole.People.Audit;

namespace AgentConsole.Tests.People.Audit;

public sealed class AuditDiffTests
{
    [Fact]
    public void It_says_place_by_place_what_was_and_what_became()
    {
        var was = new { Name = "Office", Zone = "Etc/UTC", Gone = "x", Week = new { Monday = new[] { new { From = 9, To = 17 } } }, Tags = new[] { "a", "b" } };
        var became = new { Name = "Office", Zone = "Asia/Beirut", New = true, Week = new { Monday = new[] { new { From = 10, To = 17 }, new { From = 18, To = 20 } } }, Tags = new[] { "b" } };

        Assert.Equal(
            [
                new("zone", "Etc/UTC", "Asia/Beirut"), new("new", null, "true"),
                new("week.monday", "from: 9, to: 17", null), new("week.monday", null, "from: 10, to: 17"), new("week.monday", null, "from: 18, to: 20"),
                new("tags", "a", null), new("gone", "x", null),
            ],
            AuditDiff.Between(was, became));
    }

    [Fact]
    public void Parts_that_only_change_places_are_no_change_and_equal_things_have_none()
    {
        var parts = new[] { new { At = "2026-12-25" }, new { At = "2026-12-26" } };
        Assert.Empty(AuditDiff.Between(new { parts }, new { parts = parts.Reverse() }));
        Assert.Empty(AuditDiff.Between(new { A = 1 }, new { A = 1 }));
        Assert.Empty(AuditDiff.Between(null, null));
    }

    [Fact]
    public void What_is_new_and_what_is_gone_says_all_that_it_is()
    {
        Assert.Equal([new("name", null, "Night")], AuditDiff.Between(null, new { Name = "Night", Rest = (string?)null }));
        Assert.Equal([new("name", "Night", null)], AuditDiff.Between(new { Name = "Night" }, null));
    }

    [Fact]
    public void A_great_change_is_told_in_part_with_how_much_more_there_is_and_read_back_as_it_was()
    {
        var days = Enumerable.Range(0, AuditDiff.MaxPlaces + 20).ToDictionary(day => $"d{day}", _ => new string('x', 2 * AuditDiff.MaxTextLength));
        var changes = AuditDiff.Between(null, days);
        Assert.Equal((AuditDiff.MaxPlaces + 1, "+20"), (changes.Count, changes[^1].Became));
        Assert.All(changes, change => Assert.True(change.Became!.Length <= AuditDiff.MaxTextLength));
        Assert.Equal(changes, AuditDiff.Read(AuditDiff.Write(changes)));
    }
}
