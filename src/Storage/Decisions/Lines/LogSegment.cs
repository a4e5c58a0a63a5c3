using System.Globalization;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>A file of a log: the one that grows, or an earlier one, whose name has its number.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="Number">From 1; null for the one that grows, which is the last.</param>
internal sealed record LogSegment(string Path, int? Number)
{
    /// <summary>The files of a log that are there, oldest first.</summary>
    /// <param name="path">The file that grows, whether or not it is there.</param>
    public static List<LogSegment> List(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        var ending = System.IO.Path.GetExtension(path);
        var segments = new List<LogSegment>();
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{name}-*{ending}"))
            {
                var middle = System.IO.Path.GetFileName(file)[(name.Length + 1)..^ending.Length];
                if (middle.Length >= 6 && int.TryParse(middle, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    segments.Add(new LogSegment(file, number));
                }
            }
        }

        segments.Sort(static (a, b) => a.Number!.Value.CompareTo(b.Number!.Value));
        if (File.Exists(path))
        {
            segments.Add(new LogSegment(path, null));
        }

        return segments;
    }

    /// <summary>Where the growing file goes when it is full.</summary>
    public static string PathOf(string path, int number) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileNameWithoutExtension(path)}-{number:D6}{System.IO.Path.GetExtension(path)}"));
}
