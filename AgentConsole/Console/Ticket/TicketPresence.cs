using AgentConsole.Live;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>Who else looks at a ticket and who types on it, and the same of oneself told to them. Signals only: nothing of it is stored.</summary>
internal sealed class TicketPresence : IDisposable
{
    /// <summary>How often it is told that somebody still looks; who is silent for two and a half of them is taken to have gone.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan TypingHolds = TimeSpan.FromSeconds(6);

    private readonly Lock _gate = new();
    private readonly LiveSignals _signals;
    private readonly TimeProvider _time;
    private readonly string _topic;
    private readonly Actor _me;
    private readonly Action _changed;
    private readonly PeopleBoard _typing;
    private readonly PeopleBoard _viewing;
    private readonly TypingSender _sender;
    private readonly ITimer _beat;
    private readonly ITimer _forget;
    private readonly IDisposable _subscription;
    private PageSignal? _page;
    private DateTimeOffset _pageHeard;

    /// <param name="changed">The board looks different; called on any thread.</param>
    public TicketPresence(LiveSignals signals, TimeProvider time, long ticketId, Actor me, Action changed)
    {
        (_signals, _time, _topic, _me, _changed) = (signals, time, PersonSignal.Topic(ticketId), me, changed);
        _typing = new PeopleBoard(time, TypingHolds);
        _viewing = new PeopleBoard(time, Beat * 2.5);
        _sender = new TypingSender(time, on => Tell(SignalKinds.AgentTypes, on));
        _forget = time.CreateTimer(_ => Forget(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _subscription = signals.Subscribe(_topic, Hear);
        _beat = time.CreateTimer(_ => Tell(SignalKinds.Viewing, true), null, TimeSpan.Zero, Beat);
    }

    public IReadOnlyList<Person> Typing
    {
        get { lock (_gate) return _typing.Now; }
    }

    public IReadOnlyList<Person> Viewing
    {
        get { lock (_gate) return _viewing.Now; }
    }

    /// <summary>The page that the customer is on, while they are there and it is said again and again.</summary>
    public PageSignal? CustomerPage
    {
        get { lock (_gate) return _time.GetUtcNow() - _pageHeard < Beat * 2.5 ? _page : null; }
    }

    /// <summary>A key was pressed in the reply editor, or it was emptied or sent.</summary>
    public void Type(bool on)
    {
        if (on) _sender.Typed();
        else _sender.Stopped();
    }

    /// <summary>These messages came: who wrote them has stopped typing, whether or not a signal says so.</summary>
    public void Wrote(IEnumerable<Message> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
                _typing.Hear(new Person(message.AuthorKind == ActorKind.Customer ? "customer" : "agent", message.AuthorId, message.AuthorName), on: false);
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _beat.Dispose();
        _forget.Dispose();
        _sender.Dispose();
        Tell(SignalKinds.Viewing, false);
    }

    private void Tell(string kind, bool on) => _signals.Publish(_topic, kind, new PersonSignal(_me.Id, _me.Name, on).Write());

    private void HearPage(LiveSignal signal)
    {
        if (PageSignal.Read(signal.Json) is not { } said) return;
        var before = CustomerPage;
        lock (_gate) (_page, _pageHeard) = (said.Page is null ? null : said, _time.GetUtcNow());
        if (before != CustomerPage) _changed();
    }

    private void Hear(LiveSignal signal)
    {
        if (signal.Kind == SignalKinds.CustomerPage)
        {
            HearPage(signal);
            return;
        }

        var fromCustomer = signal.Kind == SignalKinds.CustomerTypes;
        if (PersonSignal.Read(signal.Json) is not { } said || (!fromCustomer && said.Id == _me.Id)) return;
        var looks = signal.Kind == SignalKinds.Viewing;
        if (!looks && !fromCustomer && signal.Kind != SignalKinds.AgentTypes) return;
        bool different;
        lock (_gate)
        {
            different = (looks ? _viewing : _typing).Hear(new Person(fromCustomer ? "customer" : "agent", said.Id, said.Name, fromCustomer ? said.Text : null), said.On);
            Wake();
        }

        if (!different) return;
        // Whoever just came has heard nobody yet.
        if (looks && said.On) Tell(SignalKinds.Viewing, true);
        _changed();
    }

    private void Forget()
    {
        bool different;
        lock (_gate)
        {
            different = _typing.Forget() | _viewing.Forget();
            Wake();
        }

        if (different) _changed();
    }

    private void Wake()
    {
        if (new[] { _typing.NextEnd, _viewing.NextEnd }.Min() is not { } next) return;
        var rest = next - _time.GetUtcNow();
        _forget.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
