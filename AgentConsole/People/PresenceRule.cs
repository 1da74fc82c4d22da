namespace AgentConsole.People;

/// <summary>
/// Whether an agent is there: pure. Screens beat while they are connected; presence is given up only after two and a half beats without one,
/// so that a reload, a tunnel or a restart of the server doesn't make it flicker.
/// </summary>
public static class PresenceRule
{
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(20);

    public static TimeSpan Grace { get; } = 2.5 * Beat;

    /// <param name="lastBeat">When a screen of theirs was last connected, on whichever node; null for never.</param>
    /// <param name="away">Whether they wish to be left alone.</param>
    public static Presence Decide(DateTimeOffset? lastBeat, bool away, DateTimeOffset now) =>
        lastBeat is not { } beat || now - beat >= Grace ? Presence.Offline
        : away ? Presence.Away
        : Presence.Online;

    /// <summary>When silence alone will make them offline; null where they are already.</summary>
    public static DateTimeOffset? OfflineAt(DateTimeOffset? lastBeat, DateTimeOffset now) =>
        lastBeat is { } beat && now - beat < Grace ? beat + Grace : null;
}
