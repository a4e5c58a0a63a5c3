using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Catalog.GatewayLoad;

/// <summary>A process that listens, and what it costs.</summary>
internal sealed class Peer : IDisposable
{
    // The kernel counts processor time for programs in hundredths of a second.
    private const double TicksPerSecond = 100;

    private readonly Process _process;
    private string? _allocations;

    private Peer(string name, int port, Process process) => (Name, Port, _process) = (name, port, process);

    public string Name { get; }

    public int Port { get; }

    /// <summary>The process that does the work: nginx has one below the one that was started.</summary>
    public int Worker { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a process and waits until it listens.</summary>
    /// <param name="name">Its name in the table, and of its log.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="counts">Whether it is a program of .NET that is to count what it allocates.</param>
    public static async Task<Peer> StartAsync(string name, int port, string file, IEnumerable<string> arguments, string folder, bool counts = false)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var allocations = counts ? Path.Combine(folder, $"{name}.allocated") : null;
        if (allocations is not null)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
            start.Environment[StartupHook.Variable] = allocations;
        }

        var process = Process.Start(start)!;
        var log = new StreamWriter(Path.Combine(folder, $"{name}.log"), append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new Peer(name, port, process) { _allocations = allocations };
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port);
                break;
            }
            catch (SocketException) when (tries < 300 && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }

        peer.Worker = WorkerOf(process.Id);
        return peer;
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Seconds of processor time that the worker took since it was started.</summary>
    public double ProcessorSeconds()
    {
        var text = File.ReadAllText($"/proc/{Worker}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Megabytes of the worker in memory.</summary>
    public double ResidentMegabytes()
    {
        var line = File.ReadLines($"/proc/{Worker}/status").First(static l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    /// <summary>How many files and sockets the worker holds open.</summary>
    public int OpenFiles() => Directory.GetFiles($"/proc/{Worker}/fd").Length;

    /// <summary>How many threads the worker has.</summary>
    public int Threads() => Directory.GetDirectories($"/proc/{Worker}/task").Length;

    /// <summary>Kilobytes that it allocated since it was started, as of a tenth of a second ago; null where it does not count.</summary>
    public double? AllocatedKilobytesOrNull() =>
        _allocations is not null && double.TryParse(File.ReadAllText(_allocations), CultureInfo.InvariantCulture, out var bytes) ? bytes / 1000 : null;

    /// <summary>Files and sockets that the worker has open.</summary>
    public int Descriptors() => Directory.GetFileSystemEntries($"/proc/{Worker}/fd").Length;

    /// <summary>Ends it as a crash would.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static void Write(StreamWriter log, string? line)
    {
        if (line is not null)
        {
            lock (log)
            {
                log.WriteLine(line);
            }
        }
    }

    private static int WorkerOf(int process)
    {
        var file = $"/proc/{process}/task/{process}/children";
        var children = File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return children.Length > 0 ? int.Parse(children[0], CultureInfo.InvariantCulture) : process;
    }
}
