using System.Security.Cryptography;
using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.Sites.Visitors;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>
/// An accepted invitation on its way into the conversation: the page carries it from the one connection to the other, so it is encrypted, and no word of it is the page's.
/// </summary>
internal sealed class InvitationKeys(IDataProtectionProvider protection, TimeProvider time)
{
    public const int MaxLength = 8_000;

    /// <summary>Who writes later than this was not invited to it any more.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Lru<string, bool> _used = new(10_000);

    private readonly IDataProtector _protector = protection.CreateProtector("AgentConsole.Chat.Invitation.v1");

    public string Issue(string siteKey, Invitation invitation) =>
        _protector.Protect(JsonSerializer.Serialize(new Carried(invitation.Id, siteKey, invitation.AgentId, invitation.By, invitation.Text, invitation.RuleId, invitation.At)));

    /// <summary>Null for one that is none, is another site's, or is too old: the message it comes with stands by itself.</summary>
    public (Invited Invited, int RuleId)? Read(string? key, string siteKey)
    {
        if (key is null) return null;
        try
        {
            return JsonSerializer.Deserialize<Carried>(_protector.Unprotect(key)) is { } carried && carried.Site == siteKey && time.Instant() - carried.At <= Good
                ? (new Invited(carried.Id, carried.AgentId, carried.By, carried.Text), carried.Rule)
                : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>True the first time: further messages that bring it along are no further success of it.</summary>
    public bool TryUse(Invited invited)
    {
        lock (_gate)
        {
            if (_used.TryGet(invited.Id, out _)) return false;
            _used.Set(invited.Id, true);
            return true;
        }
    }

    private sealed record Carried(string Id, string Site, long? AgentId, string By, string Text, int Rule, DateTimeOffset At);
}
