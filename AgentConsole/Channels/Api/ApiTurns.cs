using System.Threading.RateLimiting;

namespace AgentConsole.Channels.Api;

/// <summary>A few requests that count are answered at a time and others wait their turn, so that a program that tries out much takes nothing from the inbox.</summary>
internal sealed class ApiTurns(ApiSpeech speech) : IEndpointFilter, IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 200,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var turn = await _limiter.AcquireAsync(1, context.HttpContext.RequestAborted);
        if (turn.IsAcquired) return await next(context);
        context.HttpContext.Response.Headers.RetryAfter = "1";
        return speech.Problem(StatusCodes.Status429TooManyRequests, "Problem.TooMany");
    }

    public void Dispose() => _limiter.Dispose();
}
