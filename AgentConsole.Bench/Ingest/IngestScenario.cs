namespace AgentConsole.Bench.Ingest;

internal static class IngestScenario
{
    public static Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();
}
