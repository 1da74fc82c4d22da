using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Bans;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Desk;

// Whom the chat is closed to. The row, the record and the tickets' history are of one commit; whoever asked announces it (BanBook).
internal sealed partial class CustomerHandler
{
    private async Task<Outcome<CommandResult>> BanAsync(BanVisitor command, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        var reason = Text.Straight(command.Reason).Trim();
        if (reason.Length is 0 or > Ban.MaxReason || !Text.IsStorable(reason)) return new Refusal("ban.reason", Ban.MaxReason);
        var parts = await unit.Customers.PartsAsync(profile.Id);
        var visitors = await unit.VisitorsAsync([.. parts.Select(part => part.Id)]);
        if (visitors.Count == 0) return new Refusal("ban.no_visitor");
        var until = Ban.End(command.Length, now);
        var told = await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Banned), new ProfileBanned(until, command.WithAddress, reason), unit, now);
        if (!told.Succeeded) return told;
        var longest = now + Ban.AddressLasts;
        await unit.Bans.PutAsync(new Ban
        {
            Id = unit.Head,
            CustomerId = profile.Id,
            Customers = [.. parts.Select(part => part.Id)],
            Visitors = visitors,
            Reason = reason,
            At = now,
            ById = command.By.Id,
            ByName = command.By.Name,
            Until = until,
            AddressUntil = command.WithAddress ? until < longest ? until : longest : null,
        });
        return told;
    }

    private async Task<Outcome<CommandResult>> UnbanAsync(UnbanVisitor command, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        var parts = await unit.Customers.PartsAsync(profile.Id);
        if (!await unit.Bans.LiftAsync([.. parts.Select(part => part.Id)], profile.Id, command.By, now)) return new Refusal("ban.none");
        return await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Unbanned), new ProfileUnbanned(), unit, now);
    }
}
