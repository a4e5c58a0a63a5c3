namespace Catalog.Cli.Clients;

/// <summary>The lines that differ between two texts, with three lines around them.</summary>
internal static class TextDiff
{
    private const int Around = 3;

    public static IEnumerable<string> Lines(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        var from = Math.Max(0, head - Around);
        yield return $"@@ line {from + 1} @@";
        foreach (var line in old[from..head])
        {
            yield return "  " + line;
        }

        foreach (var line in old[head..(old.Length - tail)])
        {
            yield return "- " + line;
        }

        foreach (var line in now[head..(now.Length - tail)])
        {
            yield return "+ " + line;
        }

        foreach (var line in old[(old.Length - tail)..Math.Min(old.Length, old.Length - tail + Around)])
        {
            yield return "  " + line;
        }
    }

    private static string[] Split(string text) => text.Length == 0 ? [] : [.. text.TrimEnd('\n').Split('\n').Select(static l => l.TrimEnd('\r'))];
}
