using AgentConsole.People;
using AgentConsole.People.Bans;
using AgentConsole.People.Customers;

namespace AgentConsole.Tickets.Customers;

/// <summary>A wish about a customer. A customer is somebody who has tickets here: whatever is done with the profile is told to each open one and to the newest.</summary>
public abstract record CustomerCommand(Actor By, long CustomerId) : TicketCommand(By);

/// <param name="ExpectedVersion">The <see cref="People.Customer.Version"/> that was looked at: another one refuses with <c>customer.changed</c>.</param>
public sealed record EditCustomer(Actor By, long CustomerId, CustomerDetails Details, int ExpectedVersion) : CustomerCommand(By, CustomerId);

/// <summary>
/// Two profiles are one person: the other becomes a part of the first. Nothing of it is moved or overwritten, so taking it apart again gives exactly what was there,
/// and what came in between through its own addresses goes with it.
/// </summary>
public sealed record MergeCustomers(Actor By, long CustomerId, long Other) : CustomerCommand(By, CustomerId);

/// <summary>The customer can be reached by one more address, number or handle.</summary>
/// <param name="CustomerId">The part of the profile it belongs to.</param>
/// <param name="Text">As somebody wrote it; <see cref="CustomerContact.ReadAny"/> says what it is.</param>
public sealed record AddIdentity(Actor By, long CustomerId, string Text) : CustomerCommand(By, CustomerId);

/// <summary>
/// A visitor of a site turned out to be somebody whom the site knows and has signed for. What they had written without a name is theirs from now on, and the same
/// person's conversations and the customer with this e-mail address are one profile. Where nothing is left to join it changes nothing.
/// </summary>
/// <param name="CustomerId">As whom they wrote.</param>
/// <param name="VisitorId">The person (<see cref="VisitorIds.OfPerson"/>).</param>
/// <param name="Former">What their browser was known by; it is nobody's any more.</param>
/// <param name="IsNew">They have just written for the first time, by this name.</param>
public sealed record IdentifyVisitor(Actor By, long CustomerId, string VisitorId, string? Former, string? Name, string? Email, bool IsNew = false) : CustomerCommand(By, CustomerId);

/// <summary>It is not theirs any more. Whoever writes from it next is somebody else.</summary>
public sealed record RemoveIdentity(Actor By, long CustomerId, IdentityKind Kind, string Value) : CustomerCommand(By, CustomerId);

/// <summary>They were two people after all.</summary>
/// <param name="CustomerId">The one that became a part of another.</param>
public sealed record UnmergeCustomer(Actor By, long CustomerId) : CustomerCommand(By, CustomerId);

/// <summary>Everything about the person is given out; it is recorded before it is done.</summary>
public sealed record ExportCustomer(Actor By, long CustomerId) : CustomerCommand(By, CustomerId);

/// <summary>What is known of the person goes: names, addresses, what was written in all tickets, files, and what the search knew of them. That it was done stays.</summary>
public sealed record EraseCustomer(Actor By, long CustomerId) : CustomerCommand(By, CustomerId);

/// <summary>
/// Nobody chats with them for a while: the visitors that the profile is known as are turned away. Takes the place of a ban that is there. Refusals: <c>ban.reason</c>,
/// <c>ban.no_visitor</c> (nobody of the profile has written in a chat).
/// </summary>
/// <param name="Reason">For people here, 1 to <see cref="Ban.MaxReason"/> characters.</param>
/// <param name="WithAddress">The network addresses that they come from are held too, for a day at most.</param>
public sealed record BanVisitor(Actor By, long CustomerId, string Reason, BanLength Length, bool WithAddress) : CustomerCommand(By, CustomerId);

/// <summary>They may chat again. Refusal: <c>ban.none</c>.</summary>
public sealed record UnbanVisitor(Actor By, long CustomerId) : CustomerCommand(By, CustomerId);

public enum CustomerAct { Edited = 0, Merged = 1, Unmerged = 2, Exported = 3, Erased = 4, Banned = 5, Unbanned = 6 }

/// <summary>Something was done with the ticket's customer. The ticket itself is as it was; who looks at it sees another name, tier or history.</summary>
/// <param name="Other">For <see cref="CustomerAct.Merged"/> and <see cref="CustomerAct.Unmerged"/>: the profile it became, or was, a part of.</param>
public sealed record CustomerChanged(CustomerAct Act, long? Other = null) : TicketEvent;
