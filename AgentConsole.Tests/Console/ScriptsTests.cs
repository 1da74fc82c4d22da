using AgentConsole.Console;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace AgentConsole.Tests.Console;

public sealed class ScriptsTests
{
    /// <summary>What browsers have been seen to answer instead of a module.</summary>
    public static TheoryData<Exception?> NoModule => [null, new JSException("404"), new JSDisconnectedException("gone"), new TaskCanceledException()];

    [Theory]
    [MemberData(nameof(NoModule))]
    public async Task A_module_that_does_not_come_answers_nothing_and_ends_nothing(Exception? instead)
    {
        await using var module = await new Scripts(new Browser(instead), NullLogger<Scripts>.Instance).LoadAsync("/js/x.js");
        Assert.Null(await module.AskAsync<string>("zone"));
        await using var begun = await module.BeginAsync("attach");
        Assert.False(await begun.AskAsync<bool>("dispose"));
    }

    /// <summary>Answers every call with nothing, or with a failure.</summary>
    internal sealed class Browser(Exception? instead) : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) =>
            instead is null ? ValueTask.FromResult<T>(default!) : ValueTask.FromException<T>(instead);

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);
    }
}
