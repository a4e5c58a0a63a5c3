using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Processes.Workers;

/// <summary>One running worker. It serves one request at a time; after any failure it is ended, never used again.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int LongestError = 2000;

    /// <summary>What a worker inherits: enough to start, none of the secrets that an environment may hold.</summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "SystemRoot", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _drain;
    private byte[]? _greeting;

    private WorkerProcess(Process process, byte[]? greeting)
    {
        _process = process;
        _greeting = greeting;
        _drain = DrainAsync();
    }

    /// <summary>How many requests it was given.</summary>
    public int Requests { get; private set; }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="InvalidOperationException">The program cannot be started.</exception>
    public static WorkerProcess Start(WorkerLimits limits)
    {
        var command = limits.Command;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var inherited = Inherited.Select(static name => (name, value: Environment.GetEnvironmentVariable(name))).Where(static pair => pair.value is not null).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            start.Environment[name] = value;
        }

        // The heap's own limit lies below the limit of the process, so that running out is an exception of one request where it can be.
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.HeapLimit.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Facts live for as long as their snapshot: fewer, larger collections of the youngest generation copy less of them.
        start.Environment["DOTNET_GCgen0size"] = "800000";
        // A thread of the pool that has nothing to do sleeps at once: on a machine whose processors are all busy, turning round takes from those who work.
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        try
        {
            return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException($"the {limits.Name} `{command[0]}` did not start"), limits.Greeting);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"the {limits.Name} `{command[0]}` cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Sends one request and waits for its reply.</summary>
    /// <exception cref="IOException">The worker died.</exception>
    /// <exception cref="InvalidDataException">It answered what no worker answers.</exception>
    public async Task<byte[]> ExchangeAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        Requests++;
        var input = _process.StandardInput.BaseStream;
        if (Interlocked.Exchange(ref _greeting, null) is { } greeting)
        {
            await WorkerFrames.WriteAsync(input, greeting, default, cancellationToken);
        }

        await WorkerFrames.WriteAsync(input, head, rest, cancellationToken);
        return await WorkerFrames.ReadAsync(_process.StandardOutput.BaseStream, cancellationToken)
            ?? throw new EndOfStreamException("the worker closed its output");
    }

    /// <summary>As <see cref="ExchangeAsync"/>, by the thread that calls. One worker is asked in one of the two ways only: the other one changes how its pipes behave.</summary>
    /// <param name="head">The first bytes of the request.</param>
    /// <param name="rest">The bytes after them.</param>
    /// <param name="cancellationToken">Ends the worker, and so the wait.</param>
    public byte[] Exchange(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest, CancellationToken cancellationToken)
    {
        Requests++;
        using var end = cancellationToken.Register(Kill);
        try
        {
            var input = _process.StandardInput.BaseStream;
            if (Interlocked.Exchange(ref _greeting, null) is { } greeting)
            {
                WorkerFrames.Write(input, greeting, default);
            }

            WorkerFrames.Write(input, head, rest);
            return WorkerFrames.Read(_process.StandardOutput.BaseStream) ?? throw new EndOfStreamException("the worker closed its output");
        }
        catch (IOException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Ends it and says how it ended, in a clause.</summary>
    public async Task<string> EndAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _drain;
        var last = _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return last is null ? $"exit code {_process.ExitCode}" : $"exit code {_process.ExitCode}, `{last}`";
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _drain;
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself between the question and the signal, which is what was wanted.
        }
    }

    private async Task DrainAsync()
    {
        var buffer = new char[1024];
        int read;
        while ((read = await _process.StandardError.ReadAsync(buffer)) > 0)
        {
            _errors.Append(buffer, 0, Math.Clamp(LongestError - _errors.Length, 0, read));
        }
    }
}
