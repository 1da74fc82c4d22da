using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentConsole.Data;

namespace AgentConsole.Tests.Support;

/// <summary>The real server as a process of its own, on a free port, that can be killed as a power cut would.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>All that it printed so far, both streams.</summary>
    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>Starts it; returns at once.</summary>
    public static ServerProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeskDb).Assembly.Location, "--urls=http://127.0.0.1:0", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            // It is killed before compiling everything well at once can pay.
            Environment = { ["DOTNET_TC_QuickJit"] = "1" },
        };
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server._process.Exited += (_, _) => server._listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> ListeningAsync()
    {
        try
        {
            return await _listening.Task.WaitAsync(Limit);
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{problem.Message} It printed:\n{Output}", problem);
        }
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>: nothing of it runs any more, not even to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Stops it as an operator would.</summary>
    public async Task StopAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        await EndAsync();
    }

    /// <summary>A port that is free now, for a server that comes back on the one it had.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        const string address = "Now listening on: ";
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        var found = line.IndexOf(address, StringComparison.Ordinal);
        if (found >= 0) _listening.TrySetResult(new Uri(line[(found + address.Length)..].Trim()));
    }
}
