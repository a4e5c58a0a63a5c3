namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Paths inside a snapshot: <c>/</c> between parts, empty for the snapshot itself.</summary>
internal static class SnapshotPath
{
    public static bool IsWithin(string path, string folder) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    public static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    public static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    /// <summary>The file's name without folder and ending.</summary>
    public static string Stem(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.LastIndexOf('.') is > 0 and var at ? name[..at] : name;
    }

    /// <summary>A relative path as seen from a folder, <c>.</c> and <c>..</c> taken out; null where it leads out of the snapshot.</summary>
    public static string? ResolveOrNull(string folder, string path)
    {
        var parts = new List<string>(folder.Length == 0 ? [] : folder.Split('/'));
        foreach (var part in path.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }
}
