using System.Text;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>A folder with a <c>go.mod</c>.</summary>
/// <param name="Folder">Inside the snapshot; empty for its root.</param>
/// <param name="Path">What its packages' import paths start with.</param>
internal sealed record GoModule(string Folder, string Path)
{
    /// <summary>The module of a folder that has a <c>go.mod</c>; null where it has none or names no path.</summary>
    public static GoModule? ReadOrNull(SnapshotFiles files, string folder)
    {
        foreach (var line in TextOf(files, folder).Split('\n'))
        {
            var text = line.Trim();
            if (text.StartsWith("module ", StringComparison.Ordinal))
            {
                var path = text["module ".Length..].Split("//")[0].Trim().Trim('"', '`');
                return path.Length == 0 ? null : new GoModule(folder, path);
            }
        }

        return null;
    }

    /// <summary>The text of a folder's <c>go.mod</c>; empty where there is none.</summary>
    public static string TextOf(SnapshotFiles files, string folder) =>
        files.ReadOrNull(GoFolders.Join(folder, "go.mod")) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";

    /// <summary>The folder of an import path; null where it is not this module's.</summary>
    public string? FolderOrNull(string import) =>
        import == Path ? Folder : import.StartsWith(Path + "/", StringComparison.Ordinal) ? GoFolders.Join(Folder, import[(Path.Length + 1)..]) : null;
}
