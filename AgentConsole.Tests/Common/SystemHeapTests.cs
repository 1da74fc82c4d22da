using AgentConsole.Common;

namespace AgentConsole.Tests.Common;

public sealed class SystemHeapTests
{
    [Fact]
    public void Where_the_c_library_can_give_memory_back_it_is_asked_to()
    {
        var trim = SystemHeap.Trimming();
        if (OperatingSystem.IsLinux()) Assert.NotNull(trim);
        trim?.Invoke();
    }
}
