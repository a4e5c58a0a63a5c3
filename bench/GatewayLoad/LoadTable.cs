using System.Globalization;
using System.Text.Json;

namespace Catalog.GatewayLoad;

/// <summary>The rounds of a run as a table of medians and ratios.</summary>
internal static class LoadTable
{
    private static readonly JsonSerializerOptions Lines = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public static void Print(IReadOnlyList<LoadFigure> figures)
    {
        Console.WriteLine();
        Console.WriteLine("| row | target | calls/s | median µs | 99 % µs | CPU µs/call | MB | KB allocated | calls/s to nginx | added median to nginx's | CPU to nginx | added time |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in figures.GroupBy(static f => f.Row, StringComparer.Ordinal))
        {
            var targets = row.GroupBy(static f => f.Target, StringComparer.Ordinal).ToDictionary(static t => t.Key, Medians, StringComparer.Ordinal);
            var straight = targets["straight"];
            targets.TryGetValue("nginx", out var nginx);
            foreach (var (name, of) in targets)
            {
                var ratios = name is "gateway" or "before" && nginx is not null
                    ? $"{of.CallsPerSecond / nginx.CallsPerSecond:0.00} | {(of.MedianMicroseconds - straight.MedianMicroseconds) / (nginx.MedianMicroseconds - straight.MedianMicroseconds):0.00} | {of.ProcessorMicroseconds / nginx.ProcessorMicroseconds:0.00}"
                    : " | | ";
                var added = name == "straight" ? "" : $"{(of.MedianMicroseconds / straight.MedianMicroseconds) - 1:0 %}";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {row.Key} | {name} | {of.CallsPerSecond:0} | {of.MedianMicroseconds:0.0} | {of.P99Microseconds:0} | {of.ProcessorMicroseconds:0.0} | {of.ResidentMegabytes:0} | {of.AllocatedKilobytes:0.0} | {ratios} | {added} |"));
            }
        }
    }

    /// <summary>How a row that counts on a Redis server stands to the same row in memory.</summary>
    public static void Compare(IReadOnlyList<LoadFigure> figures)
    {
        foreach (var shared in figures.Where(static f => f is { Target: "gateway" } && f.Row.EndsWith("-redis", StringComparison.Ordinal)).GroupBy(static f => f.Row, StringComparer.Ordinal))
        {
            var alone = figures.Where(f => f.Target == "gateway" && f.Row == shared.Key[..^"-redis".Length]).ToList();
            if (alone.Count > 0)
            {
                var (of, to) = (Medians(shared), Medians(alone));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"\n{shared.Key}: {of.CallsPerSecond / to.CallsPerSecond:0.00} of the calls of {to.Row}, {of.ProcessorMicroseconds / to.ProcessorMicroseconds:0.00} of its processor time for each"));
            }
        }
    }

    public static Task WriteAsync(IReadOnlyList<LoadFigure> figures, string file) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, Lines));

    private static LoadFigure Medians(IEnumerable<LoadFigure> rounds)
    {
        var all = rounds.ToList();
        return all[0] with
        {
            CallsPerSecond = Median(all, static f => f.CallsPerSecond),
            MedianMicroseconds = Median(all, static f => f.MedianMicroseconds),
            P99Microseconds = Median(all, static f => f.P99Microseconds),
            ProcessorMicroseconds = Median(all, static f => f.ProcessorMicroseconds),
            AllocatedKilobytes = all.Max(static f => f.AllocatedKilobytes),
            ResidentMegabytes = all.Max(static f => f.ResidentMegabytes),
        };
    }

    private static double Median(List<LoadFigure> rounds, Func<LoadFigure, double> of)
    {
        var values = rounds.Select(of).Order().ToArray();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
