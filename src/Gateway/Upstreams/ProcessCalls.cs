using System.Runtime.InteropServices;

namespace Catalog.Gateway.Upstreams;

/// <summary>What the system is asked about processes and the runtime has no words for.</summary>
internal static partial class ProcessCalls
{
    private const int SetChildSubreaper = 36;
    private const int WithoutWaiting = 1;

    /// <summary>Asks a process to end.</summary>
    public const int Terminate = 15;

    /// <summary>Ends a process, which is not asked.</summary>
    public const int Kill = 9;

    /// <summary>Sends a signal to a process, or with a negative number to a whole group; whether there was one that may be sent it.</summary>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    /// <summary>Has processes whose parents end become children of this one, however far below it they are; whether the system does that (Linux).</summary>
    public static bool AdoptOrphans() => OperatingSystem.IsLinux() && ControlProcess(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Hears of the end of a child, which frees its number.</summary>
    public static void Reap(int child) => _ = WaitForProcess(child, 0, WithoutWaiting);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ControlProcess(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitForProcess(int process, nint status, int options);
}
