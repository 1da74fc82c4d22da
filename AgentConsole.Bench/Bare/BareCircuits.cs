using AgentConsole.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench.Bare;

/// <summary>What a circuit costs at least: Blazor Server and a page with a table of fifty rows, and nothing else. Written without Razor, which makes the same calls.</summary>
internal static class BareCircuits
{
    public const string Part = "bare-circuits", Path = "table";

    public static async Task RunAsync(string[] args)
    {
        // As the server has it.
        SystemHeap.GiveBack();
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet("/ready", () => "ready");
        app.MapRazorComponents<BarePage>().AddInteractiveServerRenderMode();
        await app.RunAsync();
    }
}

/// <summary>The document around the table.</summary>
[Route("/" + BareCircuits.Path)]
public sealed class BarePage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en\"><head><title>Table</title></head><body>");
        builder.OpenComponent<BareTable>(1);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(2, "</body></html>");
    }
}

/// <summary>Fifty rows of what an inbox row says, the words shared by all circuits as the inbox shares its rows.</summary>
public sealed class BareTable : ComponentBase
{
    private static readonly string[][] Rows =
        [.. Enumerable.Range(1, 50).Select(i => new[] { $"{i}", "Normal", $"Where is parcel {i}?", $"Customer {i}", "I have waited for two days and nobody told me anything.", "12:30", "Ana" })];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "table");
        foreach (var row in Rows)
        {
            builder.OpenElement(1, "tr");
            builder.SetKey(row);
            foreach (var cell in row)
            {
                builder.OpenElement(2, "td");
                builder.AddContent(3, cell);
                builder.CloseElement();
            }

            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
