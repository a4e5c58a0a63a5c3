using System.Globalization;

namespace Catalog.Bench.Extraction;

/// <summary>This process and those that it started, which the system lists under <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>Each process by its number, with what its <c>stat</c> says after its name. What this process starts to compare with is no part of it.</summary>
    public static Dictionary<int, string[]> Ours()
    {
        var all = new Dictionary<int, string[]>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Lines(folder + "/stat") is [var stat, ..] && !stat.Contains("(gzip)", StringComparison.Ordinal))
            {
                // The command's name stands in brackets and may hold anything.
                all[id] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
        }

        return all.Where(p => IsOurs(p.Key, all)).ToDictionary();
    }

    /// <summary>The lines of a file; none where the process ended while it was looked at.</summary>
    public static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsOurs(int id, Dictionary<int, string[]> all)
    {
        for (var at = id; at > 1 && all.TryGetValue(at, out var words); at = int.Parse(words[1], CultureInfo.InvariantCulture))
        {
            if (at == Environment.ProcessId)
            {
                return true;
            }
        }

        return false;
    }
}
