using System.Runtime.InteropServices;

namespace Catalog.Cli.Gateways;

/// <summary>
/// Native memory of a process that runs for days. The C library gives back what is free at the end of its heap and keeps every hole below, and the
/// runtime leaves many: it needs most of its native memory while it compiles, in the first minutes.
/// </summary>
internal static partial class NativeHeap
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Gives free memory back to the system once a minute, until what is returned is disposed. Only glibc can: null elsewhere.</summary>
    public static ITimer? GiveBackEachMinuteOrNull(TimeProvider clock) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out _)
            ? clock.CreateTimer(static _ => GiveBack(), null, Period, Period)
            : null;

    /// <summary>Gives free memory back now.</summary>
    /// <returns>Whether there was any.</returns>
    public static bool GiveBack() => Trim(0) == 1;

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint pad);
}
