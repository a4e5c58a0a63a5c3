using System.Text;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Elixir;

/// <summary>Which files a build of Mix compiles: those below <c>lib</c>, and below folders that <c>mix.exs</c> names.</summary>
internal sealed class CompiledFolders(SnapshotFiles files)
{
    private readonly Dictionary<string, string?> _manifests = new(StringComparer.Ordinal);

    /// <summary>True for files that the project around them compiles, and for those with no project around them.</summary>
    public bool Hold(string path)
    {
        for (var folder = SnapshotPath.Folder(path); ; folder = SnapshotPath.Folder(folder))
        {
            if (ManifestOrNull(folder) is { } manifest)
            {
                var first = path[(folder.Length == 0 ? 0 : folder.Length + 1)..].Split('/')[0];
                return first == "lib" || manifest.Contains($"\"{first}", StringComparison.Ordinal);
            }

            if (folder.Length == 0)
            {
                return true;
            }
        }
    }

    private string? ManifestOrNull(string folder) =>
        _manifests.TryGetValue(folder, out var known) ? known : _manifests[folder] = files.ReadOrNull(SnapshotPath.Join(folder, "mix.exs")) is { } content ? Encoding.UTF8.GetString(content) : null;
}
