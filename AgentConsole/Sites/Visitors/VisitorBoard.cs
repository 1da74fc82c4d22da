using AgentConsole.Common;
using AgentConsole.Sites.Invitations;

namespace AgentConsole.Sites.Visitors;

/// <summary>
/// Who is on the sites now: held in memory, stored nowhere. Who goes from page to page is the same visitor; the list forgets who stays away. Those of other
/// nodes are in it while somebody looks (<see cref="VisitorWire"/>).
/// </summary>
public sealed partial class VisitorBoard(InviteCounts counts, TimeProvider time)
{
    /// <summary>Open pages of one visitor.</summary>
    public const int MaxTabs = 20;

    /// <summary>Loading the next page takes a while.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, VisitorSpot> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<long, VisitorSpot> _byId = [];
    private readonly Dictionary<string, int> _byAddress = new(StringComparer.Ordinal);
    private readonly VisitorsElsewhere _elsewhere = new(time);
    private IReadOnlyList<SiteVisitor>? _all;
    private int _watches;
    private long _lastId;

    /// <summary>Somebody came, went or turned to another page. Called outside every lock, often; see <see cref="VisitorWatch"/>.</summary>
    public event Action? Changed;

    /// <summary>Everybody, those who came last first.</summary>
    public IReadOnlyList<SiteVisitor> All
    {
        get
        {
            lock (_gate) return _all ??= [.. _byId.Values.Select(spot => spot.Shown).Concat(_elsewhere.All).OrderByDescending(visitor => visitor.CameAt).ThenByDescending(visitor => visitor.Id)];
        }
    }

    /// <summary>Those who are connected to this node.</summary>
    internal IReadOnlyList<SiteVisitor> Here
    {
        get
        {
            lock (_gate) return [.. _byId.Values.Select(spot => spot.Shown)];
        }
    }

    /// <summary>Whether somebody looks at the list, on this node.</summary>
    internal bool IsWatched => Volatile.Read(ref _watches) > 0;

    /// <summary>Passes an invitation on to the node that the visitor is connected to.</summary>
    internal Action<SiteVisitor, InviteThere>? InviteElsewhere { get; set; }

    /// <summary>The sites that somebody is on.</summary>
    public IReadOnlyCollection<string> SiteKeys
    {
        get
        {
            lock (_gate) return _byId.Values.Select(spot => spot.Site.Site.Key).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether an address has as many open pages as are allowed.</summary>
    public bool IsCrowded(string address, int mostPerAddress)
    {
        lock (_gate) return _byAddress.GetValueOrDefault(address) >= mostPerAddress;
    }

    /// <summary>A page connected; false where its address has so many already.</summary>
    public bool TryOpen(VisitorTab tab, int mostPerAddress)
    {
        lock (_gate)
        {
            var count = _byAddress.GetValueOrDefault(tab.Address);
            if (count >= mostPerAddress) return false;
            _byAddress[tab.Address] = count + 1;
            return true;
        }
    }

    /// <summary>A page said whose it is; once more where that changed. False where this visitor has too many.</summary>
    /// <param name="key">The same for all pages of a visitor, known to nobody else.</param>
    public bool Enter(VisitorTab tab, KnownSite site, string key, VisitorFacts facts, VisitorPage page, VisitorName? name)
    {
        Invitation? waiting;
        lock (_gate)
        {
            if (tab.Spot is { } before && before.Key != key) Turn_NeedsLock(tab, before, key);
            if (!_byKey.TryGetValue(key, out var spot)) _byKey[key] = _byId[++_lastId] = spot = New_NeedsLock(key, site, facts);
            if (!spot.Tabs.Contains(tab) && spot.Tabs.Count >= MaxTabs) return false;
            if (!spot.Tabs.Contains(tab)) spot.Tabs.Add(tab);
            (tab.Spot, tab.Page, tab.PageAt, spot.GoneAt, spot.Site, spot.Language) = (spot, page, time.Instant(), null, site, facts.Language);
            if (name is not null) spot.Shown = spot.Shown with { CustomerId = name.CustomerId, Name = name.Name, TicketId = name.TicketId };
            Look_NeedsLock(spot);
            // One that no page of theirs has shown yet goes with them.
            waiting = spot.Shown.Stage == InviteStage.Sent && page.IsVisible ? spot.Invitation : null;
        }

        if (waiting is not null) tab.Tell(waiting);
        Changed?.Invoke();
        return true;
    }

    /// <summary>The page's address or title changed, or it went out of sight or came back.</summary>
    public void Report(VisitorTab tab, VisitorPage page)
    {
        lock (_gate)
        {
            if (tab.Spot is not { } spot) return;
            // Coming back to a page is no new page, but the page that is looked at.
            if (page.Page != tab.Page.Page || (page.IsVisible && !tab.Page.IsVisible && spot.Tabs.Count > 1)) tab.PageAt = time.Instant();
            tab.Page = page;
            Look_NeedsLock(spot);
        }

        Changed?.Invoke();
    }

    public void Leave(VisitorTab tab)
    {
        lock (_gate)
        {
            var left = _byAddress.GetValueOrDefault(tab.Address) - 1;
            if (left > 0) _byAddress[tab.Address] = left;
            else _byAddress.Remove(tab.Address);
            if (tab.Spot is not { } spot) return;
            spot.Tabs.Remove(tab);
            tab.Spot = null;
            if (spot.Tabs.Count == 0) spot.GoneAt = time.Instant();
            Look_NeedsLock(spot);
        }

        Changed?.Invoke();
    }

    /// <summary>What the chat knows of a visitor now.</summary>
    public void Know(string key, VisitorName name)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var spot)) return;
            spot.Shown = spot.Shown with { CustomerId = name.CustomerId, Name = name.Name, TicketId = name.TicketId };
            Look_NeedsLock(spot);
        }

        Changed?.Invoke();
    }

    /// <summary>A site changed: its visitors go by what holds now, and where they are not to be seen any more their pages are let go of.</summary>
    public void Renew(Func<string, KnownSite?> find)
    {
        var ended = new List<VisitorTab>();
        lock (_gate)
        {
            foreach (var spot in _byId.Values)
            {
                if (find(spot.Site.Site.Key) is not { Site.Inviting.IsOn: true } site) ended.AddRange(spot.Tabs);
                else
                {
                    spot.Site = site;
                    Look_NeedsLock(spot);
                }
            }
        }

        foreach (var tab in ended) tab.Close();
    }

    /// <summary>Lets go of the pages of whoever is not to be seen any more, at once and without the grace of those who turn a page.</summary>
    /// <param name="isUnwanted">Asked with the visitor's key and the page's address.</param>
    /// <returns>Whose they were, and from where.</returns>
    public IReadOnlyList<(string Key, string Address)> Expel(Func<string, string, bool> isUnwanted)
    {
        var expelled = new List<(VisitorTab Tab, string Key)>();
        lock (_gate)
        {
            foreach (var spot in _byId.Values.ToList())
            {
                var tabs = spot.Tabs.Where(tab => isUnwanted(spot.Key, tab.Address)).ToList();
                foreach (var tab in tabs)
                {
                    spot.Tabs.Remove(tab);
                    tab.Spot = null;
                    expelled.Add((tab, spot.Key));
                }

                // Whoever is between two pages has no page that tells their address.
                if (spot.Tabs.Count == 0 && (tabs.Count > 0 || isUnwanted(spot.Key, ""))) Forget_NeedsLock(spot);
                else if (tabs.Count > 0) Look_NeedsLock(spot);
            }
        }

        foreach (var (tab, _) in expelled) tab.Expel();
        if (expelled.Count > 0) Changed?.Invoke();
        return [.. expelled.Select(page => (page.Key, page.Tab.Address))];
    }

    internal void Hear(string node, IReadOnlyList<SiteVisitor> visitors) => ChangeElsewhere(() =>
    {
        _elsewhere.Hear(node, visitors);
        return true;
    });

    internal void Part(string node, IReadOnlyList<long> ids) => ChangeElsewhere(() => _elsewhere.Part(node, ids));

    internal void ForgetElsewhere(TimeSpan silent) => ChangeElsewhere(() => _elsewhere.Forget(silent));

    internal void Watched(bool on) => Interlocked.Add(ref _watches, on ? 1 : -1);

    private void ChangeElsewhere(Func<bool> change)
    {
        lock (_gate)
        {
            if (!change()) return;
            _all = null;
        }

        Changed?.Invoke();
    }

    private VisitorSpot New_NeedsLock(string key, KnownSite site, VisitorFacts facts)
    {
        var visitor = new SiteVisitor
        {
            Id = _lastId,
            SiteId = site.Site.Id,
            SiteName = site.Site.Name,
            CameAt = time.Instant(),
            Visits = facts.Visits,
            InvitedAt = facts.InvitedAt,
        };
        return new VisitorSpot(key, site, visitor, facts.Language) { DeclinedAt = facts.DeclinedAt };
    }

    /// <summary>The page turned out to be somebody's. A stranger who has just become somebody stays the same visitor.</summary>
    private void Turn_NeedsLock(VisitorTab tab, VisitorSpot before, string key)
    {
        if (before.Shown.CustomerId is null && before.Tabs.Count == 1 && !_byKey.ContainsKey(key))
        {
            _byKey.Remove(before.Key);
            before.Key = key;
            _byKey[key] = before;
            return;
        }

        before.Tabs.Remove(tab);
        tab.Spot = null;
        if (before.Tabs.Count == 0) Forget_NeedsLock(before);
        else Look_NeedsLock(before);
    }

    private void Look_NeedsLock(VisitorSpot spot)
    {
        if (spot.Front is { } front)
        {
            var page = front.Page;
            spot.Shown = spot.Shown with
            {
                Page = page.Page,
                Title = page.Title,
                // Where they came from in the first place: the pages after it come from the site itself.
                Referrer = spot.Shown.Referrer.Length > 0 ? spot.Shown.Referrer : page.Referrer,
                IsAway = !page.IsVisible,
                PageAt = front.PageAt,
            };
        }

        var now = time.Instant();
        spot.LookAt = spot.Tabs.Count == 0 ? null : InviteTiming.NextLook(spot.Site.Site.Inviting, spot.Shown, spot.DeclinedAt, now);
        _all = null;
    }

    private void Forget_NeedsLock(VisitorSpot spot)
    {
        _byKey.Remove(spot.Key);
        _byId.Remove(spot.Shown.Id);
        _all = null;
    }
}
