using AgentConsole.People.Setup;

namespace AgentConsole.Sla;

/// <summary>A company just set up keeps its office hours by its own clock.</summary>
internal sealed class FirstCalendar(SlaCatalog catalog)
{
    /// <summary>Leaves alone what is stored: from an attempt that broke off later, or by a person.</summary>
    public async Task MakeAsync(SetupDone done, CancellationToken cancellationToken)
    {
        var book = await catalog.ReloadAsync(cancellationToken);
        var hours = SlaDefaults.Calendar(done.TimeZone);
        if (book.Number > 0 || hours.TimeZone == SlaDefaults.Calendar().TimeZone) return;
        await catalog.AddAsync([], [hours], cancellationToken);
    }
}
