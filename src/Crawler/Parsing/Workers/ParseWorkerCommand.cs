using System.Reflection;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>The command line that starts one worker.</summary>
internal static class ParseWorkerCommand
{
    /// <summary>The program and its arguments, under <c>prlimit</c> where the system has it.</summary>
    public static IReadOnlyList<string> For(ParseWorkerOptions options)
    {
        var command = options.Command ?? ThisProgram();
        var limiter = FindOrNull("prlimit");
        return limiter is null ? command : [limiter, $"--data={options.DataLimit}", "--core=0", "--", .. command];
    }

    /// <summary>This program; where it was started through <c>dotnet</c>, that with the entry assembly.</summary>
    private static IReadOnlyList<string> ThisProgram()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known: set the parse worker's command");
        var entry = Assembly.GetEntryAssembly()?.Location;
        return Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(entry)
            ? [program, entry, ParseWorkerOptions.Verb]
            : [program, ParseWorkerOptions.Verb];
    }

    private static string? FindOrNull(string program) =>
        OperatingSystem.IsLinux()
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, program))
                .FirstOrDefault(File.Exists)
            : null;
}
