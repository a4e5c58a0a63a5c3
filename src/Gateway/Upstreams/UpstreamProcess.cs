using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>One running upstream: lines in, lines out, and all that it started ended with it.</summary>
internal sealed class UpstreamProcess : IAsyncDisposable
{
    // Three of these pass at most: an interrupted command has two seconds to end.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

    // What was sent a signal is gone a moment later, and so is what it started meanwhile.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private const int Moments = 20;

    private readonly ServerFamily _family;
    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _disposed;
    private bool _ended;

    private UpstreamProcess(ServerFamily family, TimeSpan patience, TimeProvider clock)
    {
        _family = family;
        _process = family.Leader;
        _patience = patience;
        _clock = clock;
    }

    public int Id => _process.Id;

    /// <summary>Whether its output is closed: nothing more will come of it.</summary>
    public bool IsEnded
    {
        get => Volatile.Read(ref _ended);
        set => Volatile.Write(ref _ended, value);
    }

    /// <summary>Whether a message came of it. Written and read by its reader alone.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>Starts a command.</summary>
    /// <exception cref="Win32Exception">There is no such command, or it may not be run.</exception>
    public static UpstreamProcess Start(GatewayOptions options, WithheldVariables withheld, TimeProvider clock)
    {
        var command = options.Command;
        var resolved = Resolve(command[0]) ?? throw new Win32Exception($"there is no command `{command[0]}`");
        var start = ProcessGroups.Describe(ProcessEnclosure.Around([resolved, .. command.Skip(1)], options));
        withheld.TakeOut(start.Environment);
        if (options.Sandbox is not null)
        {
            ProcessEnclosure.Clear(start.Environment);
        }

        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        start.WorkingDirectory = options.WorkingDirectory ?? "";

        return new UpstreamProcess(ProcessGroups.Start(start), options.UpstreamTimeout, clock);
    }

    /// <summary>Writes one line, whole. A process that does not take it in the server's time is ended: half a line would spoil all that follow.</summary>
    /// <exception cref="IOException">The process is gone, or was ended.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Half a line would be taken for the beginning of the next one, so a write is not interrupted.
            await WholeAsync(_process.StandardInput.BaseStream, line).WaitAsync(_patience, _clock, CancellationToken.None);
        }
        catch (TimeoutException late)
        {
            _family.EndNow();
            throw new IOException($"it took no message for {_patience.TotalSeconds:0} seconds and was ended", late);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static async Task WholeAsync(Stream stream, ReadOnlyMemory<byte> line)
    {
        await stream.WriteAsync(line, CancellationToken.None);
        await stream.WriteAsync("\n"u8.ToArray(), CancellationToken.None);
        await stream.FlushAsync(CancellationToken.None);
    }

    /// <summary>Reads lines until the process closes its output.</summary>
    /// <param name="line">Takes a line.</param>
    /// <param name="maxBytes">Bytes of a line at most.</param>
    /// <param name="tooLong">Takes the length of a line that is longer and was left out, and what it was told to be: the members of a message that settling a call needs, or null where it is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task ReadAsync(Func<ReadOnlyMemory<byte>, ValueTask> line, int maxBytes, Func<long, UpstreamMessage?, ValueTask> tooLong, CancellationToken cancellationToken)
    {
        var left = new LeftOutLine();
        var reader = PipeReader.Create(_process.StandardOutput.BaseStream);
        try
        {
            await LineReader.ReadAsync(reader, line, maxBytes, length => tooLong(length, left.End()), cancellationToken, left.Pass);
        }
        finally
        {
            // Also where the reading was cancelled: a process that is disposed of leaves its pipes to the collector, and with them their files.
            await reader.CompleteAsync();
        }
    }

    /// <summary>How the process ended, for people; waits for its end for a moment.</summary>
    public async Task<string> EndAsync()
    {
        using var limit = new CancellationTokenSource(Grace, _clock);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return $"exit code {_process.ExitCode}";
        }
        catch (OperationCanceledException)
        {
            return "it closed its output";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _family.Learn(ProcessTable.Read());
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its end of the pipe is closed already: it is on its way out.
        }

        if (!await EndedInAsync(Grace))
        {
            _family.AskToEnd();
            await EndedInAsync(Grace);
        }

        // Also where the leader is gone: what it started may not be.
        for (var tries = 0; _family.EndNow() && tries < Moments; tries++)
        {
            await Task.Delay(Moment, TimeProvider.System, CancellationToken.None);
        }

        await EndedInAsync(Grace);
        ProcessGroups.Forget(_family);
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task<bool> EndedInAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time, _clock);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string? Resolve(string command)
    {
        if (command.Contains(Path.DirectorySeparatorChar))
        {
            return File.Exists(command) ? command : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, command + ending))).FirstOrDefault(File.Exists);
    }
}
