using System.Numerics;
using System.Text.Json;
using AgentConsole.Console;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace AgentConsole.Tests.Console;

public sealed class CircuitJsonTests
{
    [Fact]
    public void What_a_browser_is_told_reads_the_same_as_ever()
    {
        object?[] said = [1, "ثلاثة", null, true, new Dictionary<string, string[]> { ["a"] = ["b"] }, new { Name = "x", At = DateTimeOffset.UnixEpoch, Even = (IReadOnlyList<int>)[2, 4] }];
        var (plain, spared) = (new Runtime(), new Runtime());
        CircuitJson.Spare(spared);

        Assert.Equal(JsonSerializer.Serialize(said, plain.Options), JsonSerializer.Serialize(said, spared.Options));
        Assert.Equal(3, JsonSerializer.Deserialize<IReadOnlyList<int>>("[1,2]", spared.Options)!.Sum());
        Assert.True(plain.Options.TryGetTypeInfo(typeof(INumber<int>), out _));
        Assert.False(spared.Options.TryGetTypeInfo(typeof(INumber<int>), out _));
    }

    [Fact]
    public void Nothing_that_can_be_written_is_left_out()
    {
        Assert.All([typeof(int), typeof(string), typeof(object), typeof(DayOfWeek), typeof(IEnumerable<int>), typeof(IReadOnlyDictionary<string, int>), typeof(IJSObjectReference)],
            type => Assert.False(CircuitJson.IsIdle(type)));
        Assert.All([typeof(ISpanFormattable), typeof(IComparable<int>), typeof(INumber<int>), typeof(ValueType), typeof(Enum)], type => Assert.True(CircuitJson.IsIdle(type)));
    }

    private sealed class Runtime : JSRuntime
    {
        public JsonSerializerOptions Options => JsonSerializerOptions;

        protected override void BeginInvokeJS(long taskId, string identifier, string? argsJson, JSCallResultType resultType, long targetInstanceId)
        {
        }

        protected override void EndInvokeDotNet(DotNetInvocationInfo invocationInfo, in DotNetInvocationResult invocationResult)
        {
        }
    }
}
