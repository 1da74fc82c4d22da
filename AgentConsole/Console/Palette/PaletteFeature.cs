using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Palette;

/// <summary>Something that the palette can go to.</summary>
/// <param name="Kind"><c>ticket</c> or <c>customer</c>.</param>
/// <param name="Note">What tells it from others of its name.</param>
public sealed record PaletteEntry(string Kind, string Text, string Note, string Href);

/// <summary>What the palette doesn't find on the page itself: <c>GET /palette?q=</c> gives tickets and customers, the likeliest first, as JSON.</summary>
public static class PaletteFeature
{
    /// <summary>What follows is not looked at.</summary>
    public const int MaxLength = 100;

    private const int Tickets = 6, Customers = 4, Fewest = 2;

    public static void MapPalette(this WebApplication app) => app.MapGet("/palette", FindAsync).RequireAuthorization(Permissions.InboxRead);

    private static async Task<IResult> FindAsync(HttpContext http, string? q, TicketSearch search, TicketQueries queries, IStringLocalizer<Resources.CustomerWords> words)
    {
        http.Response.Headers.CacheControl = "no-store";
        var text = (q ?? "").Trim();
        if (text.Length > MaxLength) text = text[..MaxLength];
        if (text.Length == 0 || !Text.IsStorable(text)) return Results.Json(Array.Empty<PaletteEntry>());
        var query = new SearchQuery(text);
        // One letter is the beginning of everything; one digit is a ticket.
        if (text.Length < Fewest && query.Number is null) return Results.Json(Array.Empty<PaletteEntry>());
        var found = await search.FindAsync(query, http.RequestAborted);
        var customers = query.Number is null && text.Length >= Fewest ? await queries.FindCustomersAsync(text, Customers, http.RequestAborted) : [];
        var claimed = await queries.ClaimedAsync(customers, http.RequestAborted);
        PaletteEntry[] entries =
        [
            .. found.Found.Take(Tickets).Select(result => new PaletteEntry(
                "ticket", string.Create(CultureInfo.InvariantCulture, $"#{result.TicketId} {result.Subject.Text}"), result.Customer.Text, string.Create(CultureInfo.InvariantCulture, $"/inbox/{result.TicketId}"))),
            .. customers.Select(customer => new PaletteEntry("customer", customer.Name, claimed.Contains(customer.Id) ? $"{customer.Email} ({words["Field.Email.Claimed"]})" : customer.Email ?? customer.Company ?? "", string.Create(CultureInfo.InvariantCulture, $"/customers/{customer.Id}"))),
        ];
        return Results.Json(entries);
    }
}
