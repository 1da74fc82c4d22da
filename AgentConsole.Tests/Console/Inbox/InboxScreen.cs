using AgentConsole.Console.Inbox;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Tests.Console.Inbox;

/// <summary>What the inbox's components need, without a server.</summary>
public abstract class InboxScreen : BunitContext
{
    protected static readonly Tag Refund = new(1, "refund", "#112233", "#ddeeff", true);

    protected InboxScreen()
    {
        Services.AddLogging();
        Services.AddLocalization();
    }

    protected RowLook Look(string query = "") => new(
        Services.GetRequiredService<IStringLocalizer<Shared>>(), Services.GetRequiredService<IStringLocalizer<InboxWords>>(),
        id => id switch
        {
            PriorityLevel.HighId => new PriorityLevel(id, "High", 30, "#f00"),
            9 => new PriorityLevel(9, "Board member", 90, "#f0f"),
            _ => new PriorityLevel(id, "Normal", 20, "#00f"),
        },
        id => id == 1 ? Refund : id == 2 ? new Tag(2, "<b>bold</b>", "red;background:url(//x)", "#fff", false) : null,
        id => id == 5 ? new AgentInfo(5, "Omar Haddad", "omar@example.com", AgentRole.Agent, [], "en") : null,
        query);
}
