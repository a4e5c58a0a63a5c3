using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>One running worker. It serves one file at a time; after any failure it is ended, never used again.</summary>
internal sealed class ParseWorkerProcess : IAsyncDisposable
{
    private const int LongestError = 2000;

    /// <summary>What a worker inherits: enough to start, none of the secrets that an environment may hold.</summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "LANG", "SystemRoot", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _drain;

    private ParseWorkerProcess(Process process)
    {
        _process = process;
        _drain = DrainAsync();
    }

    /// <summary>How many files it has served.</summary>
    public int Files { get; private set; }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>Starts a worker.</summary>
    /// <exception cref="InvalidOperationException">The program cannot be started.</exception>
    public static ParseWorkerProcess Start(ParseWorkerOptions options)
    {
        var command = ParseWorkerCommand.For(options);
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

        // The heap's own limit lies below the limit of the process, so that running out is an exception of one file where it can be.
        start.Environment["DOTNET_GCHeapHardLimit"] = (options.DataLimit * 3 / 4).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            return new ParseWorkerProcess(Process.Start(start) ?? throw new InvalidOperationException($"the parse worker `{command[0]}` did not start"));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"the parse worker `{command[0]}` cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Sends one file and waits for its reply: the status and the body.</summary>
    /// <exception cref="IOException">The worker died.</exception>
    /// <exception cref="InvalidDataException">It answered what no worker answers.</exception>
    public async Task<byte[]> ExchangeAsync(string language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        Files++;
        await ParseFrames.WriteRequestAsync(_process.StandardInput.BaseStream, language, content, cancellationToken);
        return await ParseFrames.ReadAsync(_process.StandardOutput.BaseStream, cancellationToken)
            ?? throw new EndOfStreamException("the worker closed its output");
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
