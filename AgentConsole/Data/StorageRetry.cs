using Polly;
using Polly.Retry;

namespace AgentConsole.Data;

/// <summary>
/// Repeats an operation on the database where <see cref="StorageProvider.IsTransient"/> says that a repeat may help, and nothing else: with a
/// jittered pause that doubles, a bounded number of times, for a bounded time.
/// </summary>
/// <remarks>
/// The whole operation is repeated, transaction and all, so it opens its own connection and begins anew. A connection that breaks during COMMIT
/// may have committed: what is repeated must recognise its own rows (the Desk does so by client message ids and the counters' row).
/// </remarks>
public sealed partial class StorageRetry
{
    /// <summary>Together about eight seconds, which bridges the restart of a PostgreSQL server.</summary>
    public const int MaxRepeats = 8;

    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>No further repeat begins after this. SQLite alone waits 15 s for a lock before it says 'busy'.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<long> Began = new("began");

    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    public StorageRetry(StorageProvider provider, TimeProvider time, ILogger<StorageRetry> logger)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = MaxRepeats,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                ShouldHandle = attempt => ValueTask.FromResult(
                    attempt.Outcome.Exception is { } problem && provider.IsTransient(problem)
                    && time.GetElapsedTime(attempt.Context.Properties.GetValue(Began, 0)) < Limit),
                OnRetry = attempt =>
                {
                    Log.Repeats(logger, attempt.AttemptNumber + 1, attempt.RetryDelay, attempt.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <exception cref="Exception">What the operation last threw, when it is not transient or the repeats are used up.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Began, _time.GetTimestamp());
            return await _pipeline.ExecuteAsync(
                static async (context, operation) => await operation(context.CancellationToken), context, operation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc cref="ExecuteAsync{T}"/>
    public Task ExecuteAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        ExecuteAsync(
            async token =>
            {
                await operation(token);
                return true;
            },
            cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database could not answer; repeat {Repeat} follows in {Pause}.")]
        public static partial void Repeats(ILogger logger, int repeat, TimeSpan pause, Exception problem);
    }
}
