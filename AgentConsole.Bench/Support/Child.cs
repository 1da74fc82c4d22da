using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace AgentConsole.Bench.Support;

/// <summary>A server in a process of its own on a free loopback port. Disposing it ends it, by its id and no other.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Started = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Queue<string> _said = new();
    private readonly Channel<long> _inUse = Channel.CreateUnbounded<long>();

    private Child(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The memory that the process holds now, in MiB.</summary>
    public double ResidentMebibytes => Status("VmRSS:");

    /// <summary>The most it ever held, in MiB.</summary>
    public double PeakMebibytes => Status("VmHWM:");

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Waits until it has run for so long that what the start alone needed is given back (<c>Workers/HeapKeeper.cs</c>).</summary>
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Task.Delay(Started - Stopwatch.GetElapsedTime(_started) is { Ticks: > 0 } left ? left : TimeSpan.Zero, TimeProvider.System, cancellationToken);

    /// <summary>Makes it collect its garbage.</summary>
    public Task CollectAsync(CancellationToken cancellationToken) => HeapCollection.RunAsync(_process.Id, cancellationToken);

    /// <summary>What it needs once all that is garbage or free was given back; of the real server alone.</summary>
    public async Task<Needed> GiveBackAsync(CancellationToken cancellationToken)
    {
        await TellAsync(HeapInUse.Signal.ToString(CultureInfo.InvariantCulture), cancellationToken);
        var inUse = await _inUse.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(StartLimit, cancellationToken);
        return new Needed(ResidentMebibytes, inUse);
    }

    /// <summary>The real server on a database.</summary>
    /// <param name="address">Where one listened before that this one takes the place of; a free port where there is none.</param>
    public static Task<Child> ServerAsync(TempDatabase database, IEnumerable<string> settings, CancellationToken cancellationToken, Uri? address = null) => StartAsync(
        Paths.Server, [$"--Storage:ConnectionString=Data Source={database.File}", "--Logging:LogLevel:Default=Warning", .. settings], "health/ready", cancellationToken, address);

    /// <summary>A part of the bench in a process of its own.</summary>
    public static Task<Child> BareAsync(string part, CancellationToken cancellationToken) => StartAsync(Paths.Bench, [part], "ready", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Stops it as an operator would, so that its database is whole and at rest.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await TellAsync("TERM", cancellationToken);
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(StartLimit, cancellationToken);
    }

    private async Task TellAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static async Task<Child> StartAsync(string assembly, IEnumerable<string> arguments, string ready, CancellationToken cancellationToken, Uri? place = null)
    {
        var address = place ?? new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = Paths.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Prepend(assembly).Append($"--Urls={address.GetLeftPart(UriPartial.Authority)}")) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        if (assembly == Paths.Server) start.Environment["DOTNET_STARTUP_HOOKS"] = Paths.Bench;
        var child = new Child(new Process { StartInfo = start }, address);
        child._process.OutputDataReceived += (_, line) => child.Hear(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Hear(line.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        try
        {
            await child.ReadyAsync(ready, cancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ReadyAsync(string path, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit;)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Said()}");
            try
            {
                using var answer = await client.GetAsync(path, cancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        throw new InvalidOperationException($"The server was not ready within {StartLimit}: {Said()}");
    }

    private double Status(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(field.Length, line.Length - field.Length - " kB".Length), NumberStyles.Any, CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The last lines it said, for when it breaks.</summary>
    public string Said()
    {
        lock (_said) return string.Join(Environment.NewLine, _said);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        if (line.StartsWith(HeapInUse.Words, StringComparison.Ordinal))
        {
            _inUse.Writer.TryWrite(long.Parse(line.AsSpan(HeapInUse.Words.Length), CultureInfo.InvariantCulture));
            return;
        }

        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > 40) _said.Dequeue();
        }
    }
}
