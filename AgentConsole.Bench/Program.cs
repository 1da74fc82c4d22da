using AgentConsole.Bench;
using AgentConsole.Bench.Inbox;
using AgentConsole.Bench.Ingest;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("usage: push|ingest|inbox|memory [--quick] [--json FILE]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    return options.Scenario switch
    {
        "inbox" => await Report.RunAsync(options, InboxScenario.RunAsync, stop.Token),
        "desk" => await Report.RunAsync(options, DeskAlone.RunAsync, stop.Token),
        "ingest" => await Report.RunAsync(options, IngestScenario.RunAsync, stop.Token),
        _ => 2,
    };
}
catch (Exception broke)
{
    await Console.Error.WriteLineAsync($"The run broke, and its figures are worth nothing: {broke}");
    return 1;
}
