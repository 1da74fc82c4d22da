using AgentConsole.Console.Ticket;
using AgentConsole.Tickets.Fields;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class FieldListTests : ScreenContext
{
    private readonly List<(long FieldId, string? Value)> _changes = [];

    [Fact]
    public async Task Each_field_is_changed_where_it_stands_and_a_choice_is_named()
    {
        var list = Show(FieldValues.None.With(2, "1"), canWrite: true);

        await list.Find("[data-field='1'] input").ChangeAsync("A-17");
        await list.Find("[data-field='2'] select").ChangeAsync("2");

        Assert.Equal([(1L, "A-17"), (2L, "2")], _changes);
        Assert.Equal(["Bike", "Boat"], list.FindAll("[data-field='2'] option").Skip(1).Select(option => option.TextContent));
        Assert.Equal("On the invoice", list.Find("#" + list.Find("[data-field='1'] input").GetAttribute("aria-describedby")).TextContent);
        Assert.True(list.Find("[data-field='1'] .own-note").HasAttribute("data-missing"));
    }

    [Fact]
    public void Archived_fields_are_seen_only_where_the_ticket_holds_something_of_them_and_nothing_is_changed_without_leave()
    {
        Assert.Empty(Show(FieldValues.None, canWrite: true).FindAll("[data-field='3']"));
        var list = Show(FieldValues.None.With(3, "true").With(2, "9"), canWrite: false);

        Assert.Equal("yes", list.Find("[data-field='3'] .own-value").TextContent);
        Assert.Equal("#9", list.Find("[data-field='2'] .own-value").TextContent);
        Assert.Empty(list.FindAll("input, select"));
    }

    private IRenderedComponent<FieldList> Show(FieldValues values, bool canWrite) => Render<FieldList>(p => p
        .Add(l => l.Ticket, new AgentConsole.Tickets.Ticket { Id = 1, Subject = "Late", CustomerId = 3, Fields = values })
        .Add(l => l.Fields, Names.Fields)
        .Add(l => l.CanWrite, canWrite)
        .Add(l => l.OnChange, change => _changes.Add(change)));
}
