using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Life;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Life;

public abstract class SatisfactionFiguresTests(DatabaseKind kind) : OnEachDesk(kind)
{
    private const long Team = 4;
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private SatisfactionFigures Figures => Host.Services.GetRequiredService<SatisfactionFigures>();

    [Fact]
    public async Task Ratings_are_averaged_by_profile_and_by_team_the_last_of_each_ticket_and_few_make_no_average()
    {
        Assert.Equal(Satisfaction.None, await Figures.OfCustomersAsync([1], default));
        for (var i = 1; i <= 5; i++) await RatedAsync(i, score: i == 1 ? 1 : 4, team: i < 4 ? Team : null);
        // The first is solved once more, and rated anew.
        await Host.OpenAsync("Again", "v1");
        await Host.DoAsync(new ChangeStatus(Ana, 1, TicketStatus.Resolved));
        await Host.DoAsync(new RateResolution(Actor.Customer((await Host.Queries.TicketAsync(1, default))!.CustomerId, "Maja"), 1, 5, null));

        var all = await Figures.OfCustomersAsync([1, 2, 3, 4, 5], default);
        Assert.Equal((5, 4.2, true), (all.Count, all.Average, all.Tells));
        Assert.Equal(new Satisfaction(1, 5), await Figures.OfCustomersAsync([1], default));
        var teams = await Figures.OfTeamsAsync(default);
        Assert.Equal((3, false, 2), (teams[Team].Count, teams[Team].Tells, teams[0].Count));
    }

    [Fact]
    public async Task A_ticket_that_could_be_linked_is_called_by_the_profile_it_belongs_to()
    {
        var (maja, other) = ((await Host.OpenAsync("first", "v1")).Ticket, (await Host.OpenAsync("second", "v2")).Ticket);
        await Host.DoAsync(new EditCustomer(Ana, maja.CustomerId, new("Maja Kept", null, null, null, default, false, null, []), 0));
        await Host.DoAsync(new MergeCustomers(Ana, maja.CustomerId, other.CustomerId));
        var candidates = await Host.Services.GetRequiredService<AgentConsole.Tickets.Merging.LinkedTickets>().SuggestAsync(maja, $"#{other.Id}", openOnly: false, default);
        Assert.Equal("Maja Kept", Assert.Single(candidates).Customer);
    }

    private async Task RatedAsync(int i, int score, long? team)
    {
        var ticket = (await Host.OpenAsync($"ticket {i}", $"v{i}")).Ticket;
        if (team is not null) await Host.DoAsync(new AssignTeam(Ana, ticket.Id, team));
        await Host.DoAsync(new AgentReplies(Ana, ticket.Id, "Done", ThenStatus: TicketStatus.Resolved));
        await Host.DoAsync(new RateResolution(Actor.Customer(ticket.CustomerId, "Maja"), ticket.Id, score, null));
    }
}

public sealed class SatisfactionOnSqlite() : SatisfactionFiguresTests(DatabaseKind.Sqlite);

public sealed class SatisfactionOnPostgres() : SatisfactionFiguresTests(DatabaseKind.Postgres);
