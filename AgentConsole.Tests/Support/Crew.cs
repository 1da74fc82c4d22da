using AgentConsole.Desk;
using AgentConsole.Desk.Routing;
using AgentConsole.People;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Support;

/// <summary>Who works here, as a test says: people with what they can do, and who of them is there. For a <see cref="DeskHost"/>.</summary>
public sealed class Crew
{
    private readonly Dictionary<long, AgentInfo> _agents = [];
    private readonly Dictionary<long, Presence> _presence = [];

    public Crew Add(long id, long[]? teams = null, Seniority seniority = Seniority.Agent, int capacity = 0, long[]? skills = null, AgentRole role = AgentRole.Agent, int chats = 0)
    {
        _agents[id] = new AgentInfo(id, $"Agent {id}", $"a{id}@example.test", role, teams ?? [], "en") { Ability = new AgentAbility(seniority, capacity, skills ?? []) { ChatCapacity = chats } };
        return this;
    }

    public void Is(long id, Presence presence) => _presence[id] = presence;

    public Presence PresenceOf(long id) => _presence.GetValueOrDefault(id, Presence.Online);

    public static Actor As(long id) => Actor.Agent(id, $"Agent {id}");

    /// <summary>The Desk goes by this crew.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(provider => DeskReferences.Of(
        provider.GetRequiredService<TicketCatalog>(), provider.GetRequiredService<SlaCatalog>(), provider.GetRequiredService<PriorityRuleCatalog>(), provider.GetRequiredService<FieldCatalog>(),
        id => id < 1000, id => id < 1000) with
    {
        Routing = new RoutingReferences(
            () => provider.GetRequiredService<RoutingCatalog>().Book, () => [.. _agents.Values], PresenceOf,
            () => [.. provider.GetRequiredService<TicketCatalog>().Priorities.Select(level => level.Id)])
        { SetAway = id => Is(id, Presence.Away) },
    });
}
