using System.Text;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>Reads the lines of a segment, also while it grows.</summary>
internal static class LogLines
{
    // An entry is a few kilobytes at most; a longer line is none.
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The whole lines; the last one without an end is not among them.</summary>
    public static IEnumerable<string> Read(string path)
    {
        using var file = Open(path);
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var line = new StringBuilder();
        var buffer = new char[32 * 1024];
        while (reader.Read(buffer) is > 0 and var count)
        {
            var rest = buffer.AsMemory(0, count);
            while (rest.Span.IndexOf('\n') is >= 0 and var end)
            {
                yield return line.Append(rest.Span[..end]).ToString();
                line.Clear();
                rest = rest[(end + 1)..];
            }

            if (line.Append(rest.Span).Length > MostBytes)
            {
                yield break;
            }
        }
    }

    /// <summary>Where the last whole line ends, in bytes, and that line; null for a file without one.</summary>
    public static (long End, string? Line) Last(string path)
    {
        using var file = Open(path);
        for (var size = Math.Min(64L * 1024, file.Length); ; size = Math.Min(size * 4, file.Length))
        {
            var bytes = new byte[size];
            file.Position = file.Length - size;
            file.ReadExactly(bytes);
            var end = Array.LastIndexOf(bytes, (byte)'\n');
            var before = end > 0 ? Array.LastIndexOf(bytes, (byte)'\n', end - 1) : -1;
            if (end >= 0 && (before >= 0 || size == file.Length))
            {
                return (file.Length - size + end + 1, Encoding.UTF8.GetString(bytes, before + 1, end - before - 1));
            }

            if (size == file.Length)
            {
                return (0, null);
            }
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
