namespace AgentConsole.Channels.Chat.Before;

/// <summary>Registers what a visitor meets before a conversation and while waiting: hours, questions, the queue, and what was talked about before.</summary>
internal static class BeforeFeature
{
    public static void AddBefore(this IServiceCollection services)
    {
        services.AddSingleton<ChatHours>();
        services.AddSingleton<WaitBook>();
        services.AddSingleton<QueueBoard>();
        services.AddSingleton<ChatEntry>();
        services.AddSingleton<PastConversations>();
        services.AddHostedService(provider => provider.GetRequiredService<ChatHours>());
        services.AddHostedService(provider => provider.GetRequiredService<QueueBoard>());
    }
}
