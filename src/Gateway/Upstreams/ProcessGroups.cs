using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Catalog.Gateway.Upstreams;

/// <summary>Starts processes in groups of their own and ends whole groups, so that nothing an upstream started outlives it.</summary>
internal static partial class ProcessGroups
{
    private const int Terminate = 15;
    private const int Kill = 9;

    private static readonly string? SetSid = Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    private static readonly GroupGuard? Guard = SetSid is null || OperatingSystem.IsWindows() ? null : new GroupGuard(SetSid);

    /// <summary>Wraps a command so that it leads a group of its own, where the system has the means.</summary>
    public static ProcessStartInfo Describe(IReadOnlyList<string> command)
    {
        var start = SetSid is null || OperatingSystem.IsWindows()
            ? new ProcessStartInfo(command[0], command.Skip(1))
            : new ProcessStartInfo(SetSid, command);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return start;
    }

    /// <summary>Starts a command that <see cref="Describe"/> has wrapped.</summary>
    public static Process Start(ProcessStartInfo described)
    {
        var process = Process.Start(described)!;
        Guard?.Add(process.Id);
        return process;
    }

    /// <summary>A group was ended for good.</summary>
    public static void Forget(Process process) => Guard?.Remove(process.Id);

    /// <summary>Asks every process of a group to end.</summary>
    public static void End(Process process) => Signal(process, Terminate);

    /// <summary>Ends every process of a group, also when its leader is gone already.</summary>
    public static void EndNow(Process process)
    {
        Signal(process, Kill);
        if (SetSid is null && !process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static void Signal(Process process, int signal)
    {
        if (SetSid is not null && !OperatingSystem.IsWindows())
        {
            // A group that is gone answers with an error, which is what was wanted.
            _ = SendSignal(-process.Id, signal);
        }
        else if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
