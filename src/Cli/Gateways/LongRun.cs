using System.Collections;
using System.Runtime.InteropServices;

namespace Catalog.Cli.Gateways;

/// <summary>
/// Settings of the runtime for a process that runs for days. The runtime reads them once, before any code of ours, and the program's own file
/// of settings serves commands that end within a second, which they would slow down: so a gateway begins its process anew with them.
/// </summary>
internal static partial class LongRun
{
    // Set between the two beginnings to the names that are ours and no one else's.
    private const string Mark = "CATALOG_LONG_RUN";

    private const string SpinVariable = "DOTNET_ThreadPool_UnfairSemaphoreSpinLimit";
    private const string SpinSwitch = "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit";

    private static readonly IReadOnlyList<(string Name, string Value)> Settings =
    [
        // Compiles hot code a second time, after what it was seen to do.
        ("DOTNET_TieredPGO", "1"),

        // What each call allocates is garbage when it is answered. The runtime collects it whenever it fills the processor's largest cache, which
        // on a server is tens of megabytes that stay in memory; 8 MB (the runtime reads hexadecimal) cost next to nothing to collect.
        ("DOTNET_GCgen0size", "800000"),

        // Old objects are moved together once more than 30 % of what they lie in is holes.
        ("DOTNET_GCConserveMemory", "7"),

        // Native memory: one heap for all threads, and what is free at its end goes back to the system. Only SQLite and the runtime use it.
        ("MALLOC_ARENA_MAX", "1"),
        ("MALLOC_TRIM_THRESHOLD_", "131072"),
    ];

    /// <summary>Whether a command line asks for a gateway that stays, and not for one of its smaller commands.</summary>
    public static bool IsMeant(IReadOnlyList<string> args) => args is ["gateway", ['-', ..], ..] && !args.Contains("--help", StringComparer.Ordinal);

    /// <summary>
    /// Begins the process anew, with the same number, streams and arguments; does not return where that succeeds. Where anything stands against
    /// it the process goes on as it is: on other systems than Linux, and where somebody has decided on each setting already.
    /// </summary>
    public static void Begin()
    {
        LetThreadsSleep();
        if (Environment.GetEnvironmentVariable(Mark) is { } ours)
        {
            // Meant for this process, and none of the servers that it starts.
            Environment.SetEnvironmentVariable(Mark, null);
            foreach (var (name, _) in Settings.Where(s => ours.Split(' ').Contains(s.Name, StringComparer.Ordinal)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }

            return;
        }

        var added = Settings.Where(static s => Environment.GetEnvironmentVariable(s.Name) is null).ToList();
        if (!OperatingSystem.IsLinux() || Environment.ProcessPath is not { } program || added.Count == 0)
        {
            return;
        }

        try
        {
            // As the system holds them: behind `dotnet`, the program's own file is one of them.
            var arguments = File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1];
            var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static v => $"{v.Key}={v.Value}")
                .Concat(added.Select(static s => $"{s.Name}={s.Value}"))
                .Append($"{Mark}={string.Join(' ', added.Select(static s => s.Name))}");
            // Comes back only to say that it could not be done.
            _ = Execute(program, [.. arguments, null], [.. variables, null]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A system without /proc: a little slower.
        }
    }

    /// <summary>
    /// Threads of the pool sleep at once where there is nothing to do: calls are answered by the threads of the sockets, and what the pool
    /// does beside them comes in short pieces, after each of which its threads would spin for longer than the piece took.
    /// </summary>
    internal static void LetThreadsSleep()
    {
        // The pool reads this when its first thread begins, which is later than the environment is tidied above.
        if (Environment.GetEnvironmentVariable(SpinVariable) is null)
        {
            AppContext.SetData(SpinSwitch, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string program, string?[] arguments, string?[] environment);
}
