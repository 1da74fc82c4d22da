using AgentConsole.Bench;
using AgentConsole.Bench.Bare;
using AgentConsole.Bench.Chat;
using AgentConsole.Bench.Inbox;
using AgentConsole.Bench.Ingest;
using AgentConsole.Bench.Memory;
using AgentConsole.Bench.Push;
using AgentConsole.Bench.Search;
using AgentConsole.Bench.Sla;

// The bench starts itself again for what has to run in a process of its own.
if (args is [BareHub.Part, ..])
{
    await BareHub.RunAsync(args[1..]);
    return 0;
}

if (args is [BareCircuits.Part, ..])
{
    await BareCircuits.RunAsync(args[1..]);
    return 0;
}

if (args is [SlaPart.Part, ..])
{
    await SlaPart.RunAsync(args[1..]);
    return 0;
}

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("usage: push|ingest|inbox|search|memory|sla|chat|watch|storm|flood [--quick] [--json FILE], search also [--postgres], chat also [--rounds N]");
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
        "push" => await Report.RunAsync(options, PushScenario.RunAsync, stop.Token),
        "inbox" => await Report.RunAsync(options, InboxScenario.RunAsync, stop.Token),
        "search" => await Report.RunAsync(options, SearchScenario.RunAsync, stop.Token),
        "memory" => await Report.RunAsync(options, MemoryScenario.RunAsync, stop.Token),
        "sla" => await Report.RunAsync(options, SlaScenario.RunAsync, stop.Token),
        "chat" => await Report.RunAsync(options, ChatScenario.RunAsync, stop.Token),
        "watch" => await Report.RunAsync(options, WatchScenario.RunAsync, stop.Token),
        "storm" => await Report.RunAsync(options, StormScenario.RunAsync, stop.Token),
        "flood" => await Report.RunAsync(options, FloodScenario.RunAsync, stop.Token),
        "ingest" => await Report.RunAsync(options, IngestScenario.RunAsync, stop.Token),
        _ => await Report.RunAsync(options, DeskAlone.RunAsync, stop.Token),
    };
}
catch (Exception broke)
{
    await Console.Error.WriteLineAsync($"The run broke, and its figures are worth nothing: {broke}");
    return 1;
}
