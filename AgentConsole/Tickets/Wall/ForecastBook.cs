namespace AgentConsole.Tickets.Wall;

/// <summary>What a forecast needs of the last hour, and what became of the forecast that was made then. Not safe for several threads.</summary>
internal sealed class ForecastBook
{
    /// <summary>For how long forecasts are stored: the one of an hour ago is compared with what came.</summary>
    public static readonly TimeSpan Kept = BreachForecast.Horizon + TimeSpan.FromMinutes(5);

    private readonly Queue<DateTimeOffset> _finished = [];
    private readonly Queue<DateTimeOffset> _broken = [];
    private readonly Queue<(DateTimeOffset At, int Agents)> _present = [];
    private readonly Queue<(DateTimeOffset At, int Expected)> _forecasts = [];

    /// <summary>Takes in what the journal tells, in its order.</summary>
    public void Take(PromiseRow row)
    {
        if (row.What.To is SlaState.Met or SlaState.Missed) _finished.Enqueue(row.At);
        if (row.What.To == SlaState.Breached) _broken.Enqueue(row.At);
    }

    /// <summary>Works out the forecast as of now.</summary>
    public WallForecast Now(IReadOnlyList<DateTimeOffset> due, int overdue, int agents, DateTimeOffset now)
    {
        Forget(now);
        var perHour = agents * BreachForecast.PerAgentHour(_finished.Count, AgentHours(agents, now));
        return new WallForecast(BreachForecast.Of(due, overdue, perHour, now), due.Count, agents, perHour, Check(now));
    }

    /// <summary>Once a minute: what is forecast and who is here is kept, to be compared in an hour.</summary>
    public void Keep(WallForecast forecast, DateTimeOffset now)
    {
        _present.Enqueue((now, forecast.Agents));
        _forecasts.Enqueue((now, forecast.Expected));
    }

    /// <summary>Takes in what was kept before this process began, in the order of instants, before anything is kept.</summary>
    public void Restore(KeptForecast kept)
    {
        _present.Enqueue((kept.At, kept.Agents));
        _forecasts.Enqueue((kept.At, kept.Expected));
    }

    /// <summary>What the forecast of an hour ago said, and how many promises broke since; null where none was made so long ago.</summary>
    private ForecastCheck? Check(DateTimeOffset now)
    {
        // The one made last of those that are an hour old: its hour is over.
        if (!_forecasts.TryPeek(out var then) || then.At > now - BreachForecast.Horizon || then.At < now - Kept) return null;
        return new ForecastCheck(then.Expected, _broken.Count(at => at > then.At && at <= then.At + BreachForecast.Horizon));
    }

    private void Forget(DateTimeOffset now)
    {
        var hourAgo = now - BreachForecast.Horizon;
        while (_finished.TryPeek(out var at) && at <= hourAgo) _finished.Dequeue();
        while (_present.TryPeek(out var sample) && sample.At <= hourAgo) _present.Dequeue();
        while (_forecasts.Skip(1).FirstOrDefault() is { At: var next } && next != default && next <= hourAgo) _forecasts.Dequeue();
        var since = _forecasts.TryPeek(out var oldest) ? oldest.At : hourAgo;
        while (_broken.TryPeek(out var at) && at <= since) _broken.Dequeue();
    }

    /// <summary>Before the first sample those who are here now are taken to have been here.</summary>
    private double AgentHours(int agents, DateTimeOffset now)
    {
        var (from, here, hours) = (now - BreachForecast.Horizon, _present.TryPeek(out var first) ? first.Agents : agents, 0.0);
        foreach (var (at, count) in _present)
        {
            hours += here * (at - from).TotalHours;
            (from, here) = (at, count);
        }

        return hours + (here * (now - from).TotalHours);
    }
}
