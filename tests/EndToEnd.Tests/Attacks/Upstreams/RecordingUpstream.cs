using System.Diagnostics;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests.Attacks.Upstreams;

/// <summary>An upstream that runs as a script and writes down what it executes.</summary>
internal sealed class RecordingUpstream : IDisposable
{
    private readonly Process _process;

    private RecordingUpstream(Process process) => _process = process;

    /// <summary>Starts a script that listens on a port.</summary>
    public static async Task<RecordingUpstream> StartAsync(string home, int port, string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, [.. arguments, $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Ports.WaitForListenerAsync(port, TimeSpan.FromMinutes(1));
        return new RecordingUpstream(process);
    }

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Attacks", "Cases", "Upstreams", name);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
