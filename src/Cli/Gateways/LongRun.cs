using System.Collections;
using System.Runtime.InteropServices;

namespace Catalog.Cli.Gateways;

/// <summary>
/// A setting of the runtime for a process that runs for days. The runtime reads it once, before any code of ours, and the program's own file
/// of settings serves commands that end within a second, which it would slow down: so a gateway begins its process anew with it.
/// </summary>
internal static partial class LongRun
{
    // Set between the two beginnings: the setting is there, and no one else's.
    private const string Mark = "CATALOG_LONG_RUN";

    /// <summary>Compiles hot code a second time, after what it was seen to do.</summary>
    private const string Setting = "DOTNET_TieredPGO";

    /// <summary>Whether a command line asks for a gateway that stays, and not for one of its smaller commands.</summary>
    public static bool IsMeant(IReadOnlyList<string> args) => args is ["gateway", ['-', ..], ..] && !args.Contains("--help", StringComparer.Ordinal);

    /// <summary>
    /// Begins the process anew, with the same number, streams and arguments; does not return where that succeeds. Where anything stands against
    /// it the process goes on as it is: on other systems than Linux, and where somebody has decided on the setting already.
    /// </summary>
    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null)
        {
            // Meant for this process, and none of the servers that it starts.
            Environment.SetEnvironmentVariable(Mark, null);
            Environment.SetEnvironmentVariable(Setting, null);
            return;
        }

        if (!OperatingSystem.IsLinux() || Environment.ProcessPath is not { } program || Environment.GetEnvironmentVariable(Setting) is not null)
        {
            return;
        }

        try
        {
            // As the system holds them: behind `dotnet`, the program's own file is one of them.
            var arguments = File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1];
            var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static v => $"{v.Key}={v.Value}")
                .Append($"{Setting}=1")
                .Append($"{Mark}=1");
            // Comes back only to say that it could not be done.
            _ = Execute(program, [.. arguments, null], [.. variables, null]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A system without /proc: a little slower.
        }
    }

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string program, string?[] arguments, string?[] environment);
}
