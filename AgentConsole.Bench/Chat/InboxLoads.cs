using System.Diagnostics;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>An agent who opens the inbox's page again and again, as long as something else goes on.</summary>
internal static class InboxLoads
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>How long each took, to its last byte, in milliseconds.</returns>
    public static async Task<Samples> OverAsync(Uri server, string cookie, Task meanwhile, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = server };
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        var took = new Samples();
        while (!meanwhile.IsCompleted || took.Count == 0)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync("inbox", cancellationToken);
            await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode || answer.RequestMessage!.RequestUri!.AbsolutePath != "/inbox") throw new InvalidOperationException($"The inbox answered {answer.StatusCode}.");
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        await meanwhile;
        return took;
    }
}
