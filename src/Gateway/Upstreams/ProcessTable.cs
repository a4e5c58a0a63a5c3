using System.Buffers.Text;
using System.Globalization;

namespace Catalog.Gateway.Upstreams;

/// <summary>Reads the processes of this machine where the system shows them under <c>/proc</c> as Linux does; of another one it knows none.</summary>
internal static class ProcessTable
{
    // Fifty numbers of at most twenty digits, and a short name; what is needed stands in the first half.
    private const int StatBytes = 1024;

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
        Span<byte> line = stackalloc byte[StatBytes];
        try
        {
            // All processes are read each time: without sharing nothing is locked for it.
            using var file = File.OpenHandle(PathOf(id, "stat"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            line = line[..RandomAccess.Read(file, line, 0)];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The name, in parentheses, may hold anything; what stands behind the last one is a letter and numbers, with a space between them.
        var rest = line[(line.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        Span<Range> words = stackalloc Range[20];
        var count = 0;
        foreach (var word in rest.Split((byte)' '))
        {
            words[count++] = word;
            if (count == words.Length)
            {
                return new ProcessEntry(id, (int)Number(rest[words[1]]), (int)Number(rest[words[2]]), rest[words[0]][0] is (byte)'Z' or (byte)'X', Number(rest[words[19]]));
            }
        }

        return null;
    }

    /// <summary>Whether a text stands in the environment that a process was started with; false where that cannot be read.</summary>
    public static bool HasInEnvironment(int id, ReadOnlySpan<byte> text)
    {
        try
        {
            return File.ReadAllBytes(PathOf(id, "environ")).AsSpan().IndexOf(text) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string PathOf(int id, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}");

    // Some members are negative where a process has none of the kind.
    private static long Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _) ? number : 0;
}
