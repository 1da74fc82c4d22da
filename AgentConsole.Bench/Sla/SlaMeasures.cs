namespace AgentConsole.Bench.Sla;

/// <summary>What was measured with so many open tickets.</summary>
/// <param name="LoadSeconds">From the clock's start until it waits for every ticket.</param>
/// <param name="BytesEach">Of the managed heap, for each ticket that the clock waits for.</param>
/// <param name="ResidentMebibytes">The core's whole process: the inbox of all these tickets too.</param>
/// <param name="IdleShare">Of one processor, while nothing happens.</param>
/// <param name="ChangeMilliseconds">Processor time of one change of a ticket's instants: command, commit, inbox and clock.</param>
/// <param name="SetNanoseconds">One change of the queue alone.</param>
/// <param name="JournalledSeconds">From the instant at which many fall due until the last is committed.</param>
/// <param name="ShownSeconds">Until one who watches the inbox has been told of all.</param>
/// <param name="Delays">Milliseconds from each due instant to its commit, of those that fall due within one second: p50, p99, longest.</param>
/// <param name="NotToldOnce">How many of all that fell due have none or several breaches in the journal.</param>
/// <param name="Rejudged">All of them judged anew by an edited policy; null where that was not asked for.</param>
internal sealed record SlaMeasures(
    int Tickets, double LoadSeconds, double BytesEach, double ResidentMebibytes, double IdleShare, double ChangeMilliseconds, double SetNanoseconds,
    double JournalledSeconds, double ShownSeconds, double[] Delays, int NotToldOnce, RejudgeMeasures? Rejudged);
