using System.Diagnostics;

namespace Catalog.Cli.Tests;

/// <summary>Runs a command in a process of its own, as an installed one runs.</summary>
internal static class CommandProcess
{
    /// <summary>Runs it to its end in a folder that is its home.</summary>
    public static Task<(int Code, string Output, string Error)> RunAsync(string home, params string[] args) => RunWithInputAsync(home, null, args);

    /// <summary>As above, with what it reads from standard input; null where that is not its own.</summary>
    public static async Task<(int Code, string Output, string Error)> RunWithInputAsync(string home, string? input, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "catalog.exe" : "catalog"), args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
            WorkingDirectory = home,
        };
        start.Environment["XDG_DATA_HOME"] = home;
        start.Environment.Remove("CATALOG_DB");
        start.Environment.Remove("CATALOG_OVERRIDES");
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
