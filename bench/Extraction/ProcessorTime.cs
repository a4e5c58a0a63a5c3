using System.Globalization;

namespace Catalog.Bench.Extraction;

/// <summary>The time of processors that this process and those that it started have taken, which other load moves less than the clock. Linux only; elsewhere the figures stay 0.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds so far: of this process and the workers that live, and of what it started that has ended.</summary>
    public static (double Living, double Ended) Read()
    {
        var (living, ended) = (0L, 0L);
        foreach (var (id, words) in OperatingSystem.IsLinux() ? ProcessTree.Ours() : [])
        {
            // The words after the name: state, parent, and from the twelfth on the times of the process and of those that it has waited for.
            living += Number(words[11]) + Number(words[12]);
            ended += id == Environment.ProcessId ? Number(words[13]) + Number(words[14]) : 0;
        }

        return (living / TicksPerSecond, ended / TicksPerSecond);
    }

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
