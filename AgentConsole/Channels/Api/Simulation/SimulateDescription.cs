using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>What the OpenAPI document says of the simulator.</summary>
internal static class SimulateDescription
{
    public static async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Summary = "Try out a calendar and an agreement";
        operation.Description = "Lives through a time line of events as the product would, to the second, or counts by a calendar. Nothing is stored. "
            + "Examples of every operation: docs/sla.md.";
        if (operation.Responses?["200"] is not OpenApiResponse { Content: { } content } answer || !content.TryGetValue("application/json", out var json)) return;
        answer.Description = "A time line's answer, or an operation's.";
        var operationAnswer = await context.GetOrCreateSchemaAsync(typeof(OperationAnswer), null, cancellationToken);
        json.Schema = new OpenApiSchema { OneOf = [json.Schema!, operationAnswer] };
    }
}
