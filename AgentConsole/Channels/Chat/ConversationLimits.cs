using AgentConsole.Common;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// How many conversations may begin: from one address, so that one machine can't fill the inbox by making visitors, and on one site, so that many
/// machines can't. What goes on already is not held up by it.
/// </summary>
internal sealed class ConversationLimits(ChatOptions options, TimeProvider time)
{
    private readonly RateLimit _perAddress = new(options.ConversationsPerAddress, options.ConversationsPerAddressPerMinute / 60, time);
    private readonly RateLimit _perSite = new(options.ConversationsPerSite, options.ConversationsPerSitePerMinute / 60, time);

    /// <summary>Null where a conversation may begin now, else <c>chat.too_many_conversations</c> or <c>chat.site_busy</c>, with the milliseconds to wait.</summary>
    public Refusal? Take(string address, string siteKey)
    {
        if (!_perAddress.TryTake(address, out var wait)) return new Refusal("chat.too_many_conversations", (int)Math.Ceiling(wait.TotalMilliseconds));
        if (_perSite.TryTake(siteKey, out wait)) return null;
        _perAddress.GiveBack(address);
        return new Refusal("chat.site_busy", (int)Math.Ceiling(wait.TotalMilliseconds));
    }
}
