using System.Diagnostics;
using System.Text;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>The built <c>catalog</c>, run as a user runs it: a process of its own, in a home of its own.</summary>
internal static class CatalogCommand
{
    /// <summary>The executable that the same build made as these tests.</summary>
    public static string Executable { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), OperatingSystem.IsWindows() ? "catalog.exe" : "catalog"));

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Finished> RunAsync(string home, string[] arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Process.Start(Describe(home, arguments, environment))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"`catalog {string.Join(' ', arguments)}` did not end in five minutes");
        }

        return new Finished(process.ExitCode, await output, await error);
    }

    /// <summary>How to start a command in a home folder; npm keeps the user's own registry and cache.</summary>
    public static ProcessStartInfo Describe(string home, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = home,
        };
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        start.Environment["NPM_CONFIG_USERCONFIG"] = Environment.GetEnvironmentVariable("NPM_CONFIG_USERCONFIG") ?? Path.Combine(user, ".npmrc");
        start.Environment["NPM_CONFIG_CACHE"] = Environment.GetEnvironmentVariable("NPM_CONFIG_CACHE") ?? Path.Combine(user, ".npm");
        start.Environment["HOME"] = home;
        start.Environment["XDG_DATA_HOME"] = Path.Combine(home, "data");
        start.Environment.Remove("CATALOG_DB");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
