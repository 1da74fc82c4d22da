using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>
/// Tells one ticket's story backwards: first when its last line was said, seen from now, then each line before it. So every ticket is at a known place when the
/// demonstration begins, and its clock with it.
/// </summary>
internal sealed class StoryTeller(DemoCast cast, Dice dice, Script script, TicketChannel channel, DemoCustomer customer, DateTimeOffset now)
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1), _minute = TimeSpan.FromMinutes(1), _hour = TimeSpan.FromHours(1);

    private readonly Wording _words = new(dice, customer);
    private readonly AgentInfo _agent = dice.Pick(cast.Of(script.Team));
    private readonly List<PlannedStep> _steps = [];

    private Actor Agent => Actor.Agent(_agent.Id, _agent.Name);

    public TicketPlan Tell(Fate fate, int index)
    {
        var lines = UpTo(fate, index);
        var at = LastLineAt(fate, index);
        TellEnd(fate, at, lines[^1], index);
        if (DemoLife.After(fate, index, at, now, Agent, customer.Name, cast.CarrierStatus) is { } after) Add(after.At, after.Command);
        for (var i = lines.Count - 1; i > 0; i--)
        {
            TellLine(lines[i], at, fate == Fate.OnHold && i == lines.Count - 1);
            at = Earlier(lines[i], lines[i - 1], at);
        }

        // The bot's answer at once is no reason to hurry.
        if (fate != Fate.Fresh) TellTaking(at, _steps.Where(step => step.At > at + 10 * _second).Select(step => step.At).DefaultIfEmpty(at + 20 * _minute).Min());
        // Nothing happens before the opening: an agent may look at an urgent one within seconds.
        PlannedStep[] steps = [.. _steps.Where(step => step.At <= now).Select(step => step.At > at ? step : step with { At = at + _second }).OrderBy(step => step.At)];
        return new TicketPlan(customer, channel, at, Opening(lines[0]), steps, fate == Fate.Closed ? steps[^1].At : null);
    }

    /// <summary>The lines that have been said. A waiting ticket ends with the customer, an answered one with the agent.</summary>
    private List<ScriptLine> UpTo(Fate fate, int index)
    {
        var lines = script.Lines.ToList();
        var last = fate switch
        {
            Fate.Fresh or Fate.Spam => 0,
            Fate.Waiting when index % 3 != 0 => Last(lines, line => line.Voice == Voice.Customer),
            Fate.Waiting => lines.FindIndex(1, line => line.Voice == Voice.Customer) is > 0 and var second ? second : 0,
            Fate.Answered => Last(lines, line => line is { Voice: Voice.Agent, Then: null }),
            Fate.OnHold => Last(lines, line => line.Then == TicketStatus.OnHold) is > 0 and var held ? held : Last(lines, line => line is { Voice: Voice.Agent, Then: null }),
            _ => lines.Count - 1,
        };
        // Every conversation has an agent's plain answer or at least its last one, so an answered ticket never ends before it.
        if (last <= 0 && fate is Fate.Answered or Fate.OnHold) last = lines.FindIndex(line => line.Voice == Voice.Agent);
        return lines[..(Math.Max(last, 0) + 1)];
    }

    private static int Last(List<ScriptLine> lines, Predicate<ScriptLine> fits) => lines.FindLastIndex(fits);

    private DateTimeOffset LastLineAt(Fate fate, int index) => fate switch
    {
        Fate.Fresh or Fate.Waiting => Waiting(index),
        Fate.Answered => Ago(0.1 + index * index * 0.04, 0.5),
        Fate.OnHold => Ago(0.5 + index * 3, 2),
        Fate.Resolved => Ago(0.05 + index * index * 0.06, 0.5),
        // Those that the reopen window closes were resolved more than a window ago.
        Fate.Closed => index % 3 == 0 ? Ago(7 + index * 4, 5) : Ago(Lifecycle.DefaultReopenWindow.TotalHours + 2 + index * 3, 2),
        _ => Ago(1 + index * 24, 10),
    };

    private DateTimeOffset Ago(double hours, double spread) => Whole(now - TimeSpan.FromHours(hours + dice.Between(0, spread)));

    /// <summary>Of ten that wait five have time, two are at risk and two overdue; one has only just written.</summary>
    private DateTimeOffset Waiting(int index)
    {
        var share = (index % 10) switch
        {
            2 or 6 => dice.Between(0.78, 0.97),
            4 or 9 => dice.Between(1.05, 1.7),
            0 => dice.Between(0.005, 0.02),
            _ => dice.Between(0.05, 0.65),
        };
        return Back(now, cast.ResponseTime(customer, script.PriorityId) * share);
    }

    /// <summary>When the line before was said. Agents take a part of what the agreement allows, now and then more; customers take their time on slow channels.</summary>
    private DateTimeOffset Earlier(ScriptLine line, ScriptLine before, DateTimeOffset at)
    {
        switch (line.Voice)
        {
            case Voice.Bot:
                return at - 2 * _second;
            case Voice.Note:
                return at - TimeSpan.FromMinutes(dice.Between(2, 9.0));
            case Voice.Agent when before.Voice == Voice.Note:
                return at - TimeSpan.FromMinutes(dice.Between(2, 12.0));
            case Voice.Agent:
                var share = before.Voice == Voice.Customer && dice.Chance(0.12) ? dice.Between(1.05, 1.5) : dice.Between(0.05, 0.6);
                return Back(at, cast.ResponseTime(customer, script.PriorityId) * share);
            default:
                var most = script.PriorityId == PriorityLevel.UrgentId || channel is TicketChannel.Chat or TicketChannel.Phone ? 20 : 300;
                return Whole(at - TimeSpan.FromMinutes(dice.Between(2, (double)most)));
        }
    }

    private DateTimeOffset Back(DateTimeOffset from, TimeSpan amount) =>
        cast.InBusinessTime(customer, script.PriorityId) ? cast.Calendar.Before(Whole(from), amount) : Whole(from - amount);

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private Func<Actor, CustomerWrites> Opening(ScriptLine line)
    {
        var (subject, text) = (_words.Of(script.Subject), _words.Of(line.Text));
        var site = channel == TicketChannel.Chat ? cast.SiteId : (long?)null;
        // What is not said to be pressing, the rules decide.
        int? priority = script.PriorityId == PriorityLevel.NormalId ? null : script.PriorityId;
        return by => new CustomerWrites(
            by, channel, text, Subject: subject, PriorityId: priority, TeamId: cast.Teams[script.Team], SiteId: site,
            Who: by.Id == 0 ? customer.On(channel) : null);
    }

    private void TellLine(ScriptLine line, DateTimeOffset at, bool putsOnHold)
    {
        var text = _words.Of(line.Text);
        switch (line.Voice)
        {
            case Voice.Customer:
                Add(at, ticket => new CustomerWrites(Actor.Customer(ticket.CustomerId, customer.Name), channel, text, TicketId: ticket.Id));
                break;
            case Voice.Bot:
                Add(at, ticket => new BotReplies(new Actor(ActorKind.Bot, 0, "Alder"), ticket.Id, text));
                break;
            case Voice.Note:
                Add(at, ticket => new AddNote(Agent, ticket.Id, text));
                break;
            default:
                var then = putsOnHold ? TicketStatus.OnHold : line.Then;
                Add(at - dice.Between(20, 90) * _second, ticket => new MarkSeen(Agent, ticket.Id, ticket.LastCustomerSeq));
                Add(at, ticket => new AgentReplies(Agent, ticket.Id, text, ThenStatus: then));
                if (channel == TicketChannel.Chat && dice.Chance(0.8))
                    Add(at + dice.Between(5, 60) * _second, ticket => new MarkSeen(Actor.Customer(ticket.CustomerId, customer.Name), ticket.Id, ticket.LastReplySeq));
                break;
        }
    }

    /// <summary>Somebody takes it: tags, an assignee, now and then another priority first.</summary>
    private void TellTaking(DateTimeOffset opened, DateTimeOffset next)
    {
        var between = (next < now ? next : now) - opened;
        if (between <= 4 * _second) return;
        long[] tags = [.. script.Tags.Select(tag => cast.Tags[tag])];
        var supervisor = Actor.Agent(cast.Supervisor.Id, cast.Supervisor.Name);
        var by = dice.Chance(0.4) ? supervisor : Agent;
        Add(opened + between * 0.4, ticket => new ChangeTags(by, ticket.Id, tags, []));
        if (script.Tags.Contains("spam")) return;
        Add(opened + between * 0.5, ticket => new Assign(by, ticket.Id, _agent.Id));
        Add(opened + between * 0.6, ticket => new ChangeStatus(Agent, ticket.Id, TicketStatus.Open));
    }

    private void TellEnd(Fate fate, DateTimeOffset at, ScriptLine last, int index)
    {
        switch (fate)
        {
            case Fate.Closed when index % 3 == 0:
                Add(at + dice.Between(0.2, 6) * _hour, ticket => new ChangeStatus(Actor.Customer(ticket.CustomerId, customer.Name), ticket.Id, TicketStatus.Closed, "customer_agreed"));
                break;
            case Fate.Closed:
                Add(at + Lifecycle.DefaultReopenWindow, ticket => new ChangeStatus(Actor.System, ticket.Id, TicketStatus.Closed, "window_over"));
                break;
            case Fate.Spam:
                Add(at + dice.Between(3, 50.0) * _minute, ticket => new ChangeStatus(Agent, ticket.Id, TicketStatus.Spam));
                break;
            case Fate.Waiting when dice.Chance(0.5) && last.Voice == Voice.Customer:
                Add(at + dice.Between(10, 50) * _second, ticket => new MarkSeen(Agent, ticket.Id, ticket.LastCustomerSeq));
                break;
        }
    }

    private void Add(DateTimeOffset at, Func<Ticket, TicketCommand> command) => _steps.Add(new PlannedStep(Whole(at), command));
}
