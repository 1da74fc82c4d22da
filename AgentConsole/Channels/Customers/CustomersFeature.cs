using System.Globalization;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Channels.Customers;

/// <summary>A customer's everything as a file: <c>GET /customers/N/export</c>. It is recorded first.</summary>
public static class CustomersFeature
{
    public static void MapCustomers(this WebApplication app) => app.MapGet("/customers/{id:long}/export", ExportAsync).RequireAuthorization(Permissions.CustomerExport);

    private static async Task<IResult> ExportAsync(
        HttpContext http, long id, Desk.Desk desk, CustomerProfiles profiles, CustomerExport export, AgentDirectory agents)
    {
        if (http.User.AgentId() is not { } me) return Results.Forbid();
        var recorded = await desk.ExecuteAsync(new ExportCustomer(Actor.Agent(me, agents.Agent(me)?.Name ?? http.User.Identity?.Name ?? ""), id), http.RequestAborted);
        if (!recorded.Succeeded || await profiles.FindAsync(id, http.RequestAborted) is not { } profile) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(await export.WriteAsync(profile, http.RequestAborted), "application/zip", string.Create(CultureInfo.InvariantCulture, $"customer-{profile.Customer.Id}.zip"));
    }
}
