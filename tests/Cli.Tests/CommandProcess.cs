using System.Diagnostics;

namespace Catalog.Cli.Tests;

/// <summary>Runs a command in a process of its own, as an installed one runs.</summary>
internal static class CommandProcess
{
    /// <summary>Runs it to its end in a folder that is its home.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string home, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "catalog.exe" : "catalog"), args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        start.Environment["XDG_DATA_HOME"] = home;
        start.Environment.Remove("CATALOG_DB");
        start.Environment.Remove("CATALOG_OVERRIDES");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
