using AgentConsole.People;
using AgentConsole.People.Tokens;

namespace AgentConsole.Demo;

/// <summary>A token for trying the API, one a start: those of earlier starts end.</summary>
internal sealed class DemoToken(ApiTokens tokens, AgentDirectory directory)
{
    private const string Label = "Demo";

    /// <summary>The new token; null where nobody may make one.</summary>
    public async Task<string?> RenewAsync(CancellationToken cancellationToken)
    {
        if (directory.Agents.Where(person => Permissions.Allows(person.Role, Permissions.ApiTokenManage)).MinBy(person => person.Id) is not { } admin) return null;
        foreach (var earlier in await tokens.ListAsync(cancellationToken))
        {
            if (earlier is { Label: Label, RevokedAt: null } && earlier.CreatedBy == admin.Id) await tokens.RevokeAsync(earlier.Id, cancellationToken);
        }

        return (await tokens.CreateAsync(Label, Permissions.SlaSimulate, admin.Id, cancellationToken)).Value?.Token;
    }
}
