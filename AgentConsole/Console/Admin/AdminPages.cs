using AgentConsole.People;

namespace AgentConsole.Console.Admin;

/// <summary>A page of the settings: where it is, what it is called (the words <c>Settings.Key</c> and <c>Settings.Key.Text</c>), and who may open it.</summary>
public sealed record AdminPageInfo(string Key, string Path, string Icon, string Permission);

/// <summary>The settings' pages, in the order in which they are offered: the one table of the navigation and of the overview.</summary>
public static class AdminPages
{
    public const string Root = "/settings";

    public static IReadOnlyList<AdminPageInfo> All { get; } =
    [
        new("Accounts", "/settings/accounts", "user", Permissions.AccountManage),
        new("Teams", "/settings/teams", "users", Permissions.TeamManage),
        new("Routing", "/settings/routing", "bolt", Permissions.TeamManage),
        new("Policies", "/settings/policies", "breached", Permissions.SettingsManage),
        new("Priorities", "/settings/priorities", "risk", Permissions.SettingsManage),
        new("Fields", "/settings/fields", "tag", Permissions.SettingsManage),
        new("Statuses", "/settings/statuses", "status", Permissions.SettingsManage),
        new("Macros", "/settings/macros", "bolt", Permissions.MacroOwn),
        new("Tags", "/settings/tags", "tag", Permissions.TagManage),
        new("Sites", "/settings/sites", "web", Permissions.SettingsManage),
        new("Invitations", "/settings/invitations", "chat", Permissions.SettingsManage),
        new("Bans", "/settings/bans", "ban", Permissions.VisitorBan),
        new("Calendars", "/settings/calendars", "history", Permissions.SettingsManage),
        new("Tokens", "/settings/tokens", "api", Permissions.ApiTokenManage),
        new("Audit", "/settings/audit", "note", Permissions.AuditRead),
    ];
}
