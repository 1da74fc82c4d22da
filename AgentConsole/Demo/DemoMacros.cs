using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;

namespace AgentConsole.Demo;

/// <summary>The ready replies of the demonstration's company.</summary>
internal static class DemoMacros
{
    /// <param name="tags">The company's tags, by name.</param>
    /// <param name="teams">Its teams.</param>
    public static IReadOnlyList<Macro> All(IReadOnlyList<Tag> tags, IReadOnlyList<Team> teams, int carrierStatus)
    {
        long[] Named(string name) => [.. tags.Where(tag => tag.Name == name).Select(tag => tag.Id)];
        return
        [
            new Macro { Name = "Ask for the order number", Text = "Hello {{customer.first_name}},\n\ncould you tell me your order number? It begins with A- and stands in the confirmation mail.\n\n{{agent.first_name}}, {{company}}" },
            new Macro { Name = "Looking into it", Text = "Thank you, {{customer.first_name}}. I am looking into it and come back to you today.", TakesTicket = true },
            new Macro { Name = "Refund started", Text = "Dear {{customer.first_name}},\n\nyour refund is on its way; it takes three to five days.\n\n{{agent.first_name}}", AddTagIds = Named("refund"), Status = TicketStatus.Resolved },
            new Macro { Name = "Outage: known and being mended", Text = "We know of it and are at work. I write as soon as it runs again.", AddTagIds = Named("outage"), PriorityId = PriorityLevel.UrgentId, Status = TicketStatus.OnHold },
            new Macro { Name = "Asked the carrier", Text = "I have asked the carrier where your parcel is and write as soon as they answer.", AddTagIds = Named("delivery"), Status = TicketStatus.OnHold, StatusId = carrierStatus },
            new Macro { Name = "Pozdrav in zahvala", Text = "Pozdravljeni {{customer.first_name}}, hvala za sporočilo. Takoj preverim." },
            new Macro { Name = "شكر واعتذار", Text = "مرحبًا {{customer.first_name}}، شكرًا لرسالتك ونعتذر عن الإزعاج. سأتحقق الآن." },
            new Macro { Name = "Is it solved?", Text = "Does it work now?\n[Yes, thank you]\n[Not yet]\n[Please call me]" },
            new Macro { Name = "Spam", Status = TicketStatus.Spam },
            .. teams.Take(1).Select(team => new Macro { Name = "Handed over by phone", Text = "Customer called; what was said: ", IsNote = true, Scope = MacroScope.Team, ScopeId = team.Id }),
        ];
    }
}
