// Violations planted for FolderRules' own test: a small house with every mistake in it. Nothing here runs.
#pragma warning disable CA1812, CA1822, MA0048, IDE0130

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Tests.Architecture.Planted.Common
{
    internal sealed class Sound
    {
        public static string Words(string text) => text.Trim();
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Tickets
{
    internal sealed record Ticket(long Id);

    internal sealed class Sound
    {
        public string Title { get; } = Common.Sound.Words("lower levels may be imported");
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MarkAttribute(Type type) : Attribute
    {
        public Type Type => type;
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Live
{
    internal sealed class InAField
    {
        private readonly Tickets.Ticket _ticket = new(1);

        public override string ToString() => $"{_ticket}";
    }

    internal sealed class InAnAsyncBody
    {
        public async Task<string> RunAsync()
        {
            await Task.Yield();
            return new Tickets.Ticket(1).ToString();
        }
    }

    internal sealed class InAClosure
    {
        public Func<int, object> Make() => number => new List<Tickets.Ticket>(number);
    }

    internal sealed class InAGenericArgument
    {
        public object Make() => Array.Empty<Dictionary<string, Tickets.Ticket[]>>();
    }

    [Tickets.Mark(typeof(InAField))]
    internal sealed class InAnAttribute;
}

namespace AgentConsole.Tests.Architecture.Planted.People
{
    internal sealed class Person
    {
        public Knowledge.Article? Reads { get; init; }
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Knowledge
{
    internal sealed class Article
    {
        public People.Person? By { get; init; }
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Sla
{
    internal sealed class WithAClock(TimeProvider time)
    {
        public DateTimeOffset Now => time.GetUtcNow();
    }

    internal sealed class WithALog(ILogger logger)
    {
        public bool Loud => logger.IsEnabled(LogLevel.Trace);
    }

    /// <summary>The folder's edge to the store: allowed.</summary>
    internal sealed class SlaCatalog(DbContext db)
    {
        public DbContext Db => db;
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Desk
{
    internal sealed class Writer
    {
        public void Write(DbContext db) => db.Add(new Tickets.Ticket(1));
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Channels
{
    internal sealed class Door
    {
        public Console.Screen? Screen { get; init; }
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Console
{
    internal sealed class Screen
    {
        public async Task SaveAsync(DbContext db) => await db.Set<Tickets.Ticket>().AddAsync(new Tickets.Ticket(2));

        public Task<int> CloseAllAsync(DbContext db) => db.Set<Tickets.Ticket>().Where(ticket => ticket.Id > 0).ExecuteDeleteAsync();
    }
}

namespace AgentConsole.Tests.Architecture.Planted.Helpers
{
    internal sealed class Misplaced;
}
