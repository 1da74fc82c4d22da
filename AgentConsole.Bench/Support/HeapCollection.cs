using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace AgentConsole.Bench.Support;

/// <summary>
/// Makes another .NET process collect its garbage, as a memory profiler does: by a tracing session with the keyword that asks for it, over the runtime's diagnostics
/// socket (github.com/dotnet/diagnostics, documentation/design-docs/ipc-protocol.md).
/// </summary>
internal static class HeapCollection
{
    private const byte EventPipe = 2, StopTracing = 1, CollectTracing2 = 3;
    private const ulong CollectHeap = 0x800000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(int processId, CancellationToken cancellationToken)
    {
        using var session = Connect(processId);
        await session.SendAsync(Message(CollectTracing2, writer =>
        {
            writer.Write(16);
            writer.Write(1);
            writer.Write(false);
            writer.Write(1);
            writer.Write(CollectHeap);
            writer.Write(5);
            WriteText(writer, "Microsoft-Windows-DotNETRuntime");
            writer.Write(0);
        }), cancellationToken);
        var answer = new byte[28];
        for (var got = 0; got < answer.Length;) got += await session.ReceiveAsync(answer.AsMemory(got), cancellationToken);
        var reading = DrainAsync(session, cancellationToken);
        await Task.Delay(Length, TimeProvider.System, cancellationToken);
        using var stop = Connect(processId);
        await stop.SendAsync(Message(StopTracing, writer => writer.Write(BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(20)))), cancellationToken);
        await stop.ReceiveAsync(new byte[64], cancellationToken);
        await reading;
    }

    private static Socket Connect(int processId)
    {
        // One that was killed leaves its socket behind, and its number may be given again.
        var file = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").MaxBy(File.GetCreationTimeUtc)
            ?? throw new InvalidOperationException($"Process {processId} has no diagnostics socket.");
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(file));
        return socket;
    }

    private static async Task DrainAsync(Socket session, CancellationToken cancellationToken)
    {
        var buffer = new byte[65_536];
        while (await session.ReceiveAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private static byte[] Message(byte command, Action<BinaryWriter> body)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("DOTNET_IPC_V1\0"u8);
        writer.Write((ushort)0);
        writer.Write(EventPipe);
        writer.Write(command);
        writer.Write((ushort)0);
        body(writer);
        var message = stream.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        return message;
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write(text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
