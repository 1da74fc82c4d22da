using System.Collections.Frozen;
using System.Globalization;
using AgentConsole.Common;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Channels.Chat;

/// <summary>Refusals as the visitor's client hears them.</summary>
internal static class ChatErrors
{
    private const int SoonMs = 3000;

    /// <summary>What may well succeed later without anybody changing anything.</summary>
    private static readonly FrozenSet<string> Passing = FrozenSet.ToFrozenSet(
        ["chat.too_fast", "chat.too_many_conversations", "chat.site_busy", "chat.too_many_connections", "chat.stopping", "chat.failed", "desk.stopping", "storage.full", "storage.failed"], StringComparer.Ordinal);

    public static ErrorReply Reply(Refusal refusal, string language)
    {
        var retry = Passing.Contains(refusal.Code);
        int? after = refusal.Code is "chat.too_fast" or "chat.too_many_conversations" or "chat.site_busy" ? Convert.ToInt32(refusal.Arguments[0], CultureInfo.InvariantCulture) : retry ? SoonMs : null;
        var banned = refusal is { Code: "chat.banned", Arguments: [DateTimeOffset, int] };
        if (banned) after = (int)refusal.Arguments[1];
        int[]? supported = refusal.Code == "chat.protocol_unsupported" ? [ChatProtocol.Version] : null;
        // An answer before the first message that won't do names itself.
        var field = refusal.Code.StartsWith("entry.", StringComparison.Ordinal) ? (string)refusal.Arguments[0] : null;
        return new ErrorReply(new ChatError(refusal.Code, ChatWords.Say(refusal, language), retry, after, supported, field, banned ? (DateTimeOffset)refusal.Arguments[0] : null));
    }
}

/// <summary>What nobody foresaw is told as a failure that may pass, and logged; its details stay here.</summary>
internal sealed partial class ChatFailures(ILogger<ChatFailures> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, invocationContext.HubMethodName, exception);
            return ChatErrors.Reply(new Refusal("chat.failed"), "en");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A visitor's {Method} failed")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
