using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Channels.Chat;

/// <summary>Limits of the chat channel: section <c>Chat</c>.</summary>
public sealed class ChatOptions
{
    public const string Section = "Chat";

    /// <summary>Messages a second that one visitor may go on sending, over all connections.</summary>
    public double MessagesPerSecond { get; set; } = 2;

    /// <summary>Messages that one visitor may send at once after quiet.</summary>
    public int MessageBurst { get; set; } = 20;

    public int ConnectionsPerVisitor { get; set; } = 10;

    /// <summary>Connections from one network address; an office or a school shares one.</summary>
    public int ConnectionsPerAddress { get; set; } = 500;

    /// <summary>Seconds in which a connection has to greet; one that doesn't is cut off.</summary>
    public int GreetingSeconds { get; set; } = 15;

    /// <summary>Conversations that may begin at once from one network address.</summary>
    public int ConversationsPerAddress { get; set; } = 60;

    /// <summary>After them, so many a minute.</summary>
    public double ConversationsPerAddressPerMinute { get; set; } = 10;

    /// <summary>Conversations that may begin at once on one site, from wherever.</summary>
    public int ConversationsPerSite { get; set; } = 1000;

    /// <summary>After them, so many a minute.</summary>
    public double ConversationsPerSitePerMinute { get; set; } = 300;

    /// <summary>Days that a visitor's token is good for. It is renewed by each visit.</summary>
    public int TokenDays { get; set; } = 30;

    /// <summary>Days after its expiry in which a token still earns a new one.</summary>
    public int TokenGraceDays { get; set; } = 180;

    /// <summary>Reports each setting that can't be used.</summary>
    public void Check(ConfigurationProblems problems)
    {
        Between(problems, nameof(MessagesPerSecond), MessagesPerSecond, 0.01, 100_000);
        Between(problems, nameof(MessageBurst), MessageBurst, 1, 1_000_000);
        Between(problems, nameof(ConnectionsPerVisitor), ConnectionsPerVisitor, 1, 1_000_000);
        Between(problems, nameof(ConnectionsPerAddress), ConnectionsPerAddress, 1, 1_000_000);
        Between(problems, nameof(GreetingSeconds), GreetingSeconds, 1, 600);
        Between(problems, nameof(ConversationsPerAddress), ConversationsPerAddress, 1, 1_000_000);
        Between(problems, nameof(ConversationsPerAddressPerMinute), ConversationsPerAddressPerMinute, 0.01, 1_000_000);
        Between(problems, nameof(ConversationsPerSite), ConversationsPerSite, 1, 1_000_000);
        Between(problems, nameof(ConversationsPerSitePerMinute), ConversationsPerSitePerMinute, 0.01, 1_000_000);
        Between(problems, nameof(TokenDays), TokenDays, 1, 3650);
        Between(problems, nameof(TokenGraceDays), TokenGraceDays, 0, 3650);
    }

    private static void Between(ConfigurationProblems problems, string setting, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            problems.Add($"{Section}:{setting}", string.Create(CultureInfo.InvariantCulture, $"it must be from {least} to {most}, and it is {value}."));
    }
}
