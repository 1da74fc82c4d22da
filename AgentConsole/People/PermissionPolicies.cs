using Microsoft.AspNetCore.Authorization;

namespace AgentConsole.People;

/// <summary>The permission table as authorization policies, one a permission, by its name.</summary>
internal static class PermissionPolicies
{
    public static void AddPermissionPolicies(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder()
            // What names no permission is closed to strangers; the test that walks all endpoints finds it.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var permission in Permissions.Table.Keys)
            authorization.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.May(permission)));
    }
}
