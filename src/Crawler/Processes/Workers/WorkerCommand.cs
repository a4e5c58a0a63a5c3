using System.Globalization;
using System.Reflection;

namespace Catalog.Crawler.Processes.Workers;

/// <summary>The command line that starts one worker.</summary>
internal static class WorkerCommand
{
    /// <summary>The program and its arguments, under <c>prlimit</c> where the system has it.</summary>
    /// <param name="command">The program and its arguments; null: this program with <paramref name="verb"/>.</param>
    /// <param name="verb">The hidden verb of the worker.</param>
    /// <param name="dataLimit">The most memory for data, bytes.</param>
    public static IReadOnlyList<string> For(IReadOnlyList<string>? command, string verb, long dataLimit)
    {
        var program = command ?? ThisProgram(verb);
        var limiter = FindOrNull("prlimit");
        return limiter is null ? program : [limiter, string.Create(CultureInfo.InvariantCulture, $"--data={dataLimit}"), "--core=0", "--", .. program];
    }

    /// <summary>This program; where it was started through <c>dotnet</c>, that with the entry assembly.</summary>
    private static IReadOnlyList<string> ThisProgram(string verb)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known: set the worker's command");
        var entry = Assembly.GetEntryAssembly()?.Location;
        return Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(entry)
            ? [program, entry, verb]
            : [program, verb];
    }

    private static string? FindOrNull(string program) =>
        OperatingSystem.IsLinux()
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, program))
                .FirstOrDefault(File.Exists)
            : null;
}
