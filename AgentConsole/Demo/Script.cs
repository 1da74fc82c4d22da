using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>Who speaks a line of a conversation.</summary>
internal enum Voice { Customer, Agent, Bot, Note }

/// <param name="Then">What an agent's answer leaves the ticket in; null for waiting for the customer.</param>
internal sealed record ScriptLine(Voice Voice, string Text, TicketStatus? Then);

/// <summary>A conversation as it could be had by many: its words with places for names and numbers.</summary>
internal sealed record Script(
    string Language, string Subject, IReadOnlyList<TicketChannel> Channels, string Team, int PriorityId, IReadOnlyList<string> Tags, IReadOnlyList<ScriptLine> Lines);
