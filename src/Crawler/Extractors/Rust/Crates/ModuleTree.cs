using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Rust.Crates;

/// <summary>The files that a program of Rust consists of: from a root file by its <c>mod</c> lines, and those of the packages of the same repository that it depends on. Nothing is parsed here.</summary>
internal sealed partial class ModuleTree(SnapshotFiles files)
{
    private const int MostFiles = 4_000;
    private const int MostPackages = 60;

    /// <summary>The libraries themselves: in their own repositories the examples depend on them by path.</summary>
    private static readonly string[] Libraries = ["rmcp", "rmcp-macros", "rust-mcp-sdk", "rust-mcp-macros", "rust-mcp-schema", "rust-mcp-transport"];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The files, roots first.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>Adds what a root file consists of.</summary>
    public void AddRoot(string root)
    {
        var open = new Queue<(string Path, bool IsRoot)>([(root, true)]);
        while (open.TryDequeue(out var next) && Paths.Count < MostFiles)
        {
            if (!_seen.Add(next.Path) || files.ReadOrNull(next.Path, SnapshotFiles.LongestFile) is not { } content)
            {
                continue;
            }

            Paths.Add(next.Path);
            foreach (var child in Children(next.Path, next.IsRoot, Encoding.UTF8.GetString(content)))
            {
                open.Enqueue((child, false));
                ExtractionTrace.Current?.Imported(next.Path, child, "declares it as a module");
            }
        }
    }

    /// <summary>Adds a package's library and, in turn, those of the packages it depends on.</summary>
    public void AddDependencies(CargoPackage package)
    {
        var open = new Queue<CargoPackage>([package]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { package.Folder };
        var users = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [package.Folder] = package.Entries() };
        while (open.TryDequeue(out var next) && seen.Count < MostPackages)
        {
            if (Libraries.Contains(next.Manifest.Name, StringComparer.Ordinal) && next != package)
            {
                continue;
            }

            if (next.Library() is { } library)
            {
                foreach (var user in users.GetValueOrDefault(next.Folder) ?? [])
                {
                    ExtractionTrace.Current?.Imported(user, library, $"is built with the package `{next.Manifest.Name}`");
                }

                AddRoot(library);
            }

            foreach (var written in next.LocalDependencies())
            {
                var folder = written is ['?', .. var name] ? FolderOrNull(name) : written;
                if (folder is not null && files.Exists(SnapshotPath.Join(folder, "Cargo.toml")) && seen.Add(folder))
                {
                    open.Enqueue(new CargoPackage(files, folder));
                    users[folder] = next.Library() is { } own ? [own] : next.Entries();
                }
            }
        }
    }

    private string? FolderOrNull(string name)
    {
        var manifest = $"/{name}/Cargo.toml";
        var path = files.Paths.FirstOrDefault(p => p.EndsWith(manifest, StringComparison.Ordinal) || p == manifest[1..]);
        return path is null ? FolderByShortNameOrNull(name) : SnapshotPath.Folder(path);
    }

    /// <summary>Members of a workspace often bear the project's name before their folder's: <c>app-tools</c> in <c>crates/tools</c>.</summary>
    private string? FolderByShortNameOrNull(string name) =>
        files.Paths.Where(static p => p.EndsWith("/Cargo.toml", StringComparison.Ordinal)).Take(300)
            .Select(SnapshotPath.Folder)
            .FirstOrDefault(f => name.EndsWith("-" + f[(f.LastIndexOf('/') + 1)..], StringComparison.Ordinal) && new CargoPackage(files, f).Manifest.Name == name);

    private IEnumerable<string> Children(string path, bool isRoot, string text)
    {
        var stem = SnapshotPath.Stem(path);
        var folder = SnapshotPath.Folder(path);
        var own = isRoot || stem == "mod" ? folder : SnapshotPath.Join(folder, stem);
        foreach (Match match in ModLine().Matches(text))
        {
            if (match.Groups["test"].Success)
            {
                continue;
            }

            var name = match.Groups["name"].Value;
            string?[] places = match.Groups["path"].Success
                ? [SnapshotPath.ResolveOrNull(folder, match.Groups["path"].Value)]
                : [SnapshotPath.Join(own, name + ".rs"), SnapshotPath.Join(own, name + "/mod.rs")];
            if (places.FirstOrDefault(p => p is not null && files.Exists(p)) is { } found)
            {
                yield return found;
            }
        }
    }

    [GeneratedRegex("""(?<test>#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*)?(?:#\[path\s*=\s*"(?<path>[^"]*)"\]\s*)?\bmod\s+(?:r#)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*;""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ModLine();
}
