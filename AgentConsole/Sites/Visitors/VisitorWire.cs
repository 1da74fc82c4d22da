using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Live;

namespace AgentConsole.Sites.Visitors;

/// <summary>
/// Visitors of other nodes, for as long as somebody looks: a node on which a list is open says so, and the others tell it theirs, what changed at once and the rest now and then, so that
/// what is lost on the way is made good. Nothing travels while nobody looks.
/// </summary>
internal sealed partial class VisitorWire(VisitorBoard board, LiveSignals signals, TimeProvider time, ILogger<VisitorWire> logger) : BackgroundService
{
    private const string Topic = "visitors";

    /// <summary>Bytes of visitors in one signal; with all quotes escaped it fits.</summary>
    private const int MostBytes = 3_000, MostSignals = 40, ShortName = 40;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1), LookAgain = TimeSpan.FromSeconds(8), LookEnds = TimeSpan.FromSeconds(20), TellAgain = TimeSpan.FromSeconds(20), Forgotten = TimeSpan.FromSeconds(50);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _node = Guid.NewGuid().ToString("N")[..8];
    private readonly Dictionary<long, (SiteVisitor Visitor, long At)> _told = [];
    private long _looked, _lookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var heard = signals.Subscribe(Topic, Hear);
        board.InviteElsewhere = (visitor, invite) => Publish("invite", invite with { Node = visitor.Node!, Id = visitor.Id, By = Common.Text.Preview(invite.By, ShortName) });
        using var rounds = new PeriodicTimer(Round, time);
        try
        {
            while (await rounds.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    // A node that is alone has nobody to tell.
                    if (signals.Elsewhere is not null) Turn();
                }
                catch (Exception exception)
                {
                    // What was not told is told again; a list of who is there is no reason to stop.
                    Log.Untold(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops; the others forget its visitors.
        }
    }

    private void Turn()
    {
        board.ForgetElsewhere(Forgotten);
        if (board.IsWatched && (_looked == 0 || time.GetElapsedTime(_looked) >= LookAgain))
        {
            _looked = time.GetTimestamp();
            Publish("look", new Looking(_node));
        }

        var lookedAt = Volatile.Read(ref _lookedAt);
        if (lookedAt == 0 || time.GetElapsedTime(lookedAt) > LookEnds) _told.Clear();
        else Tell();
    }

    private void Tell()
    {
        var here = board.Here;
        var ids = here.Select(visitor => visitor.Id).ToHashSet();
        var gone = _told.Keys.Where(id => !ids.Contains(id)).Take(200).ToList();
        foreach (var id in gone) _told.Remove(id);
        if (gone.Count > 0) Publish("gone", new Gone(_node, gone));
        var batch = new List<SiteVisitor>();
        var (bytes, sent) = (0, 0);
        foreach (var visitor in here)
        {
            // By the visitor as the board has them; what travels may be shorter.
            if (_told.TryGetValue(visitor.Id, out var told) && ReferenceEquals(told.Visitor, visitor) && time.GetElapsedTime(told.At) < TellAgain) continue;
            var fitting = Fit(visitor);
            var size = Bytes(fitting);
            if (bytes + size > MostBytes && batch.Count > 0)
            {
                Publish("here", new Here(_node, batch));
                (batch, bytes) = ([], 0);
                // The rest in the next round: the wire is not theirs alone.
                if (++sent == MostSignals) return;
            }

            batch.Add(fitting);
            bytes += size;
            _told[visitor.Id] = (visitor, time.GetTimestamp());
        }

        if (batch.Count > 0) Publish("here", new Here(_node, batch));
    }

    /// <summary>What a page says of itself is its own to choose, and some letters are six as JSON: of one that would not fit in a signal the texts are cut.</summary>
    private static SiteVisitor Fit(SiteVisitor visitor)
    {
        while (Bytes(visitor) > MostBytes)
        {
            visitor = visitor with
            {
                Page = Common.Text.Preview(visitor.Page, visitor.Page.Length / 2),
                Title = Common.Text.Preview(visitor.Title, visitor.Title.Length / 2),
                Referrer = Common.Text.Preview(visitor.Referrer, visitor.Referrer.Length / 2),
                Name = Common.Text.Preview(visitor.Name, Math.Max(visitor.Name.Length / 2, Math.Min(visitor.Name.Length, ShortName))),
            };
        }

        return visitor;
    }

    private static int Bytes(SiteVisitor visitor) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(visitor, s_json));

    private void Hear(LiveSignal signal)
    {
        try
        {
            switch (signal.Kind)
            {
                case "look" when Read<Looking>(signal) is { } looking && looking.Node != _node:
                    Volatile.Write(ref _lookedAt, time.GetTimestamp());
                    break;
                case "here" when Read<Here>(signal) is { } told && told.Node != _node:
                    board.Hear(told.Node, told.Visitors);
                    break;
                case "gone" when Read<Gone>(signal) is { } gone && gone.Node != _node:
                    board.Part(gone.Node, gone.Ids);
                    break;
                case "invite" when Read<InviteThere>(signal) is { } invite && invite.Node == _node:
                    board.Invite(invite.Id, invite.AgentId, invite.By, invite.Text);
                    break;
            }
        }
        catch (JsonException exception)
        {
            Log.Unread(logger, signal.Kind, exception);
        }
    }

    private static T? Read<T>(LiveSignal signal) => JsonSerializer.Deserialize<T>(signal.Json, s_json);

    private void Publish<T>(string kind, T body) => signals.Publish(Topic, kind, JsonSerializer.Serialize(body, s_json));

    private sealed record Looking(string Node);

    private sealed record Here(string Node, IReadOnlyList<SiteVisitor> Visitors);

    private sealed record Gone(string Node, IReadOnlyList<long> Ids);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What another node said of visitors ({Kind}) could not be read")]
        public static partial void Unread(ILogger logger, string kind, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "The other nodes could not be told who is on the sites; it is tried again")]
        public static partial void Untold(ILogger logger, Exception exception);
    }
}

/// <summary>An invitation on its way to the node that the visitor is connected to.</summary>
internal sealed record InviteThere(string Node, long Id, long AgentId, string By, string Text);
