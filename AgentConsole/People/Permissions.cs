using System.Collections.Frozen;

namespace AgentConsole.People;

/// <summary>
/// Who may do what: the one table. Each name is also the name of an authorization policy, which every page, hub and endpoint states
/// (<c>[Authorize(Policy = Permissions.InboxRead)]</c>, <c>RequireAuthorization(Permissions.LiveStream)</c>); a test walks them all.
/// </summary>
public static class Permissions
{
    /// <summary>See the inbox, tickets and customers.</summary>
    public const string InboxRead = "inbox.read";

    /// <summary>Answer, note, and change a ticket's status, priority, subject and tags.</summary>
    public const string TicketWrite = "ticket.write";

    /// <summary>Give a ticket to an agent or a team, or take it.</summary>
    public const string TicketAssign = "ticket.assign";

    /// <summary>See who is on the sites now, and invite them to talk.</summary>
    public const string VisitorInvite = "visitor.invite";

    /// <summary>Change customers' profiles, merge two that are one person, and take them apart.</summary>
    public const string CustomerWrite = "customer.write";

    /// <summary>Give out everything that is kept about a customer.</summary>
    public const string CustomerExport = "customer.export";

    /// <summary>Erase a customer for good.</summary>
    public const string CustomerErase = "customer.erase";

    /// <summary>Close the chat to a visitor, and open it again. Agents too: whoever is insulted need not wait for somebody else.</summary>
    public const string VisitorBan = "visitor.ban";

    /// <summary>Follow changes as they happen through the hub <c>/hubs/live</c>.</summary>
    public const string LiveStream = "live.stream";

    /// <summary>See and change one's own account: language, presence, sign-out.</summary>
    public const string AccountOwn = "account.own";

    /// <summary>See the wall. A wall link gives this and nothing else.</summary>
    public const string WallView = "wall.view";

    /// <summary>Make and revoke links that show the wall without an account.</summary>
    public const string WallLink = "wall.link";

    /// <summary>Watch running chats of others, whisper to their agents and join them.</summary>
    public const string ChatWatch = "chat.watch";

    /// <summary>Make teams and say who is in them.</summary>
    public const string TeamManage = "team.manage";

    /// <summary>Make and disable accounts, and change their roles.</summary>
    public const string AccountManage = "account.manage";

    /// <summary>Make and change ready replies of one's own.</summary>
    public const string MacroOwn = "macro.own";

    /// <summary>Make and change ready replies of teams and of everybody.</summary>
    public const string MacroManage = "macro.manage";

    /// <summary>Make and change views of one's own.</summary>
    public const string ViewOwn = "view.own";

    /// <summary>Make and change views of teams and of everybody.</summary>
    public const string ViewManage = "view.manage";

    /// <summary>Change, merge and archive tags.</summary>
    public const string TagManage = "tag.manage";

    /// <summary>Change what holds for the whole company: sites, policies, calendars, rules.</summary>
    public const string SettingsManage = "settings.manage";

    /// <summary>Try out calendars and agreements through <c>/api/sla/simulate</c>: it stores nothing, but it costs time.</summary>
    public const string SlaSimulate = "sla.simulate";

    /// <summary>Make and revoke the tokens by which programs outside call the API.</summary>
    public const string ApiTokenManage = "api.token";

    /// <summary>See who changed which setting, from what to what.</summary>
    public const string AuditRead = "audit.read";

    private static readonly AgentRole[] Everyone = [AgentRole.Agent, AgentRole.Supervisor, AgentRole.Admin];
    private static readonly AgentRole[] Leads = [AgentRole.Supervisor, AgentRole.Admin];
    private static readonly AgentRole[] Admins = [AgentRole.Admin];

    public static FrozenDictionary<string, IReadOnlyList<AgentRole>> Table { get; } = new Dictionary<string, IReadOnlyList<AgentRole>>(StringComparer.Ordinal)
    {
        [InboxRead] = Everyone,
        [TicketWrite] = Everyone,
        [TicketAssign] = Everyone,
        [VisitorInvite] = Everyone,
        [CustomerWrite] = Everyone,
        [CustomerExport] = Leads,
        [CustomerErase] = Admins,
        [VisitorBan] = Everyone,
        [LiveStream] = Everyone,
        [AccountOwn] = Everyone,
        [WallView] = Leads,
        [WallLink] = Leads,
        [ChatWatch] = Leads,
        [TeamManage] = Leads,
        [MacroOwn] = Everyone,
        [MacroManage] = Leads,
        [ViewOwn] = Everyone,
        [ViewManage] = Leads,
        [TagManage] = Leads,
        [AccountManage] = Admins,
        [SettingsManage] = Admins,
        [SlaSimulate] = Leads,
        [ApiTokenManage] = Admins,
        [AuditRead] = Admins,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Allows(AgentRole role, string permission) =>
        Table.TryGetValue(permission, out var roles) && roles.Contains(role);
}
