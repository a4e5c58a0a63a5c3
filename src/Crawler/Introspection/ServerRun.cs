using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Processes;
using Catalog.Crawler.Web;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Catalog.Crawler.Introspection;

/// <summary>Runs a server of a stranger in the sandbox, asks it for its tools, and ends it, all within one wall clock.</summary>
internal sealed class ServerRun(Sandbox sandbox, CrawlerOptions options, WorkFolders folders)
{
    private const int ErrorKept = 4 << 10;

    /// <summary>Runs and asks.</summary>
    /// <param name="server">What to run.</param>
    /// <param name="crawl">Whether it may run without a sandbox where there is none.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<AskResult> AskAsync(ServerCommand server, CrawlOptions crawl, CancellationToken cancellationToken)
    {
        using var folder = folders.Create();
        var missing = await sandbox.FindProblemAsync(cancellationToken);
        if (missing is not null && !crawl.UnsafeNoSandbox)
        {
            return AskResult.Failed($"`{server.Name}` was not run, for there is no sandbox: {missing}; --unsafe-no-sandbox runs it with all your rights");
        }

        var command = missing is null ? sandbox.Enclose(server) : Sandbox.Leave(server, folder.Path, options);
        using var process = new Process { StartInfo = Child.StartInfo(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failed)
        {
            return AskResult.Failed($"`{server.Name}` could not be started: {failed.Message}");
        }

        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(options.AskTimeout);
        var said = ReadErrorAsync(process.StandardError.BaseStream, clock.Token);
        var output = new CappedStream(process.StandardOutput.BaseStream, SandboxLimits.OutputBytes);
        try
        {
            var transport = new StreamClientTransport(process.StandardInput.BaseStream, output);
            return await ToolQuestion.AskAsync(transport, clock.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return AskResult.Failed($"`{server.Name}` did not answer in {options.AskTimeout.TotalSeconds:0} seconds");
        }
        catch (TimeoutException)
        {
            return AskResult.Failed($"`{server.Name}` did not answer in time");
        }
        catch (IOException)
        {
            return AskResult.Failed(await ExplainAsync(server, process, output, said));
        }
        catch (McpException refused)
        {
            return AskResult.Failed($"`{server.Name}` answered with an error: {Printable(refused.Message)}");
        }
        catch (JsonException)
        {
            return AskResult.Failed($"`{server.Name}` answered with something else than a list of tools");
        }
        finally
        {
            Child.Kill(process);
            await clock.CancelAsync();
        }
    }

    private static async Task<string> ExplainAsync(ServerCommand server, Process process, CappedStream output, Task<string> said)
    {
        if (output.IsOver)
        {
            return $"`{server.Name}` said more than {SandboxLimits.OutputBytes >> 20} MiB";
        }

        Child.Kill(process);
        var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var last = Array.Find(lines, static line => line.Contains("rror", StringComparison.Ordinal) || line.Contains("required", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault();
        return $"`{server.Name}` ended before it named its tools{(last is null ? "" : $": {Printable(last)}")}";
    }

    private static async Task<string> ReadErrorAsync(Stream stream, CancellationToken cancellationToken)
    {
        // Read on without keeping, so that a server that complains much is not held up; the beginning says why it ended.
        var kept = new StringBuilder();
        var buffer = new byte[1 << 12];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (kept.Length < ErrorKept)
                {
                    kept.Append(Encoding.UTF8.GetString(buffer, 0, read));
                }
            }
        }
        catch (OperationCanceledException)
        {
            return kept.ToString();
        }
        catch (IOException)
        {
            return kept.ToString();
        }
        catch (ObjectDisposedException)
        {
            return kept.ToString();
        }

        return kept.ToString();
    }

    private static string Printable(string text) => new([.. text.Where(static c => !char.IsControl(c)).Take(200)]);
}
