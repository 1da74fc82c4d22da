using AgentConsole.Channels.Api.Simulation;
using AgentConsole.People;
using Microsoft.AspNetCore.Mvc;

namespace AgentConsole.Channels.Api;

/// <summary>The API for programs outside, and its description at <c>/openapi/v1.json</c>.</summary>
public static class ApiFeature
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<ApiSpeech>();
        builder.Services.AddSingleton<ApiTurns>();
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer<ApiDescription>();
        });
    }

    public static void MapApi(this WebApplication app)
    {
        // It tells nothing that the documentation doesn't.
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapPost("/api/sla/simulate", SimulateEndpoint.HandleAsync)
            .RequireAuthorization(Permissions.SlaSimulate)
            .AddEndpointFilter(app.Services.GetRequiredService<ApiTurns>())
            .WithMetadata(new RequestSizeLimitAttribute(ApiBody.MaxLength))
            .Accepts<SimulateRequest>("application/json")
            .Produces<TimeLineAnswer>()
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .AddOpenApiOperationTransformer(SimulateDescription.TransformAsync)
            .WithName("simulateSla")
            .WithTags("SLA");
    }
}
