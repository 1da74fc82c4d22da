using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.People.Bans;
using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Bans;

/// <summary>What is said of bans, in the reader's language and by their clock.</summary>
public sealed class BanTerms(IStringLocalizer<BanWords> words, TicketTerms terms, ViewerZone zone, TimeProvider time)
{
    public string this[string key] => words[key];

    public string this[string key, params object[] arguments] => words[key, arguments];

    public string Short(DateTimeOffset at) => zone.Short(at, time.GetUtcNow());

    public string End(Ban ban) => ban.Until is { } end ? words["Ends", Short(end)] : words["Never"];

    public string Of(Refusal refusal) => words[$"Refusal.{refusal.Code}", refusal.Arguments] is { ResourceNotFound: false } known ? known : terms.Of(refusal);
}
