using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>Reads the processes of this machine where the system shows them under <c>/proc</c> as Linux does; of another one it knows none.</summary>
internal static class ProcessTable
{
    /// <summary>All processes by their numbers.</summary>
    public static IReadOnlyDictionary<int, ProcessEntry> Read()
    {
        var table = new Dictionary<int, ProcessEntry>();
        if (OperatingSystem.IsLinux() && Directory.Exists("/proc"))
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ReadOrNull(id) is { } entry)
                {
                    table.Add(id, entry);
                }
            }
        }

        return table;
    }

    /// <summary>One process; null where there is none of that number.</summary>
    public static ProcessEntry? ReadOrNull(int id)
    {
        if (TextOrNull(id, "stat") is not { } bytes)
        {
            return null;
        }

        // The name, in parentheses, may hold anything; what stands behind the last one is numbers.
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var rest = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rest.Length < 20
            ? null
            : new ProcessEntry(id, Number(rest[1]), Number(rest[2]), rest[0] is "Z" or "X", long.Parse(rest[19], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a text stands in the environment that a process was started with; false where that cannot be read.</summary>
    public static bool HasInEnvironment(int id, ReadOnlySpan<byte> text) => TextOrNull(id, "environ") is { } environment && environment.AsSpan().IndexOf(text) >= 0;

    // Some members are negative where a process has none of the kind.
    private static int Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static byte[]? TextOrNull(int id, string file)
    {
        try
        {
            return File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
