using System.Globalization;

namespace Catalog.Crawler.Pipeline;

/// <summary>
/// Names of workers: machine, process and a number of its own. By them a process sees that another one on the same machine is gone, so that
/// nobody waits for the leases of a process that was killed. Elsewhere than on Linux, and of other machines, nothing is known: those leases lapse.
/// </summary>
internal static class WorkerNames
{
    private const char Separator = '|';

    private static readonly string Here = FindHere();

    /// <summary>A new name for a worker of this process.</summary>
    public static string Create() => string.Join(Separator, Here, Environment.ProcessId, StartOf(Environment.ProcessId) ?? "", Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Those of the names whose process on this machine is gone.</summary>
    public static IReadOnlyList<string> Lost(IEnumerable<string> names) => [.. names.Where(IsLost)];

    private static bool IsLost(string name) =>
        Here.Length > 0
        && name.Split(Separator) is [var machine, var process, { Length: > 0 } start, _]
        && machine == Here
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && StartOf(id) != start;

    /// <summary>This start of this machine, and where in it process numbers mean the same; empty where that cannot be told.</summary>
    private static string FindHere()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? $"{Environment.MachineName}/{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{new FileInfo("/proc/self/ns/pid").LinkTarget}".Replace(Separator, '_')
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>When a process began, in the system's own count; null where there is none, or it has ended and is only not yet asked how.</summary>
    private static string? StartOf(int process)
    {
        try
        {
            // The name in parentheses may hold anything; what follows it does not.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
