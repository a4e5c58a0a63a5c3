using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Rust.Crates;

/// <summary>One package of Cargo: what it says of itself, what of it runs, and which other packages of the same repository it uses.</summary>
internal sealed class CargoPackage(SnapshotFiles files, string folder)
{
    private static readonly string[] LeftOut = ["test", "tests", "example", "examples", "bench", "benches", "fuzz", "vendor", "third_party", "target", "fixtures", "testdata", "templates", "template", "docs", "conformance"];
    private readonly CargoToml _manifest = CargoToml.Read(files.ReadOrNull(SnapshotPath.Join(folder, "Cargo.toml")));

    public string Folder { get; } = folder;

    /// <summary>True for a package; false for a manifest that only gathers others.</summary>
    public bool IsPackage => _manifest.Tables.Any(static t => t.Name == "package");

    /// <summary>What it says of itself; the ecosystem is null, for none of the catalog's is Cargo's.</summary>
    public PackageManifest Manifest => new()
    {
        Name = _manifest.TextOrNull("package", "name"),
        Version = _manifest.TextOrNull("package", "version"),
        Description = _manifest.TextOrNull("package", "description"),
        Repository = _manifest.TextOrNull("package", "repository"),
        Homepage = _manifest.TextOrNull("package", "homepage"),
        License = _manifest.TextOrNull("package", "license"),
    };

    /// <summary>The features that a build without options has.</summary>
    public IReadOnlySet<string> DefaultFeatures
    {
        get
        {
            var all = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(["default"]);
            while (open.TryPop(out var feature))
            {
                foreach (var other in _manifest.List("features", feature))
                {
                    if (all.Add(other))
                    {
                        open.Push(other);
                    }
                }
            }

            return all;
        }
    }

    /// <summary>The root files of its programs; those of its library where it has none, and of its examples where it has neither.</summary>
    public IReadOnlyList<string> Entries()
    {
        var programs = Programs();
        return programs.Count > 0 ? programs : Library() is { } library ? [library] : Examples();
    }

    /// <summary>The root files of its programs.</summary>
    public IReadOnlyList<string> Programs()
    {
        var entries = new List<string>();
        foreach (var (name, values) in _manifest.Tables)
        {
            if (name == "bin")
            {
                var path = CargoToml.TextOrNull(values, "path");
                var own = CargoToml.TextOrNull(values, "name");
                entries.AddRange(path is not null ? [path] : [$"src/bin/{own}.rs", $"src/bin/{own}/main.rs"]);
            }
        }

        entries.Add("src/main.rs");
        var found = entries.Select(e => SnapshotPath.Join(Folder, e)).Where(files.Exists).ToList();
        var programs = SnapshotPath.Join(Folder, "src/bin") + "/";
        found.AddRange(files.Paths.Where(p => p.StartsWith(programs, StringComparison.Ordinal)
            && (p.EndsWith("/main.rs", StringComparison.Ordinal) ? p.AsSpan(programs.Length).Count('/') == 1 : p.EndsWith(".rs", StringComparison.Ordinal) && p.AsSpan(programs.Length).Count('/') == 0)));
        return [.. found.Distinct(StringComparer.Ordinal).Take(40)];
    }

    /// <summary>The root file of its library; null where it has none.</summary>
    public string? Library()
    {
        var path = SnapshotPath.Join(Folder, _manifest.TextOrNull("lib", "path") ?? "src/lib.rs");
        return files.Exists(path) ? path : null;
    }

    /// <summary>Folders of packages that it depends on by path, its own library's folder among them.</summary>
    public IEnumerable<string> LocalDependencies()
    {
        foreach (var (name, values) in _manifest.Tables)
        {
            if (name is "dependencies" || name.EndsWith(".dependencies", StringComparison.Ordinal) || name.StartsWith("dependencies.", StringComparison.Ordinal))
            {
                foreach (var (key, value) in values)
                {
                    if (name.StartsWith("dependencies.", StringComparison.Ordinal) ? key == "path" : value.Contains("path", StringComparison.Ordinal))
                    {
                        var at = key == "path" ? 0 : value.IndexOf("path", StringComparison.Ordinal);
                        if (CargoToml.Texts(value[at..]) is [var path, ..] && SnapshotPath.ResolveOrNull(Folder, path) is { } target)
                        {
                            yield return target;
                        }
                    }
                    else if (value.Contains("workspace", StringComparison.Ordinal) || key.EndsWith(".workspace", StringComparison.Ordinal))
                    {
                        // The path stands in the manifest of the workspace; a package's folder most often bears its name.
                        yield return "?" + key.Split('.')[0];
                    }
                }
            }
        }
    }

    private List<string> Examples()
    {
        var listed = _manifest.Tables.Where(static t => t.Name == "example")
            .Select(t => CargoToml.TextOrNull(t.Values, "path") ?? $"examples/{CargoToml.TextOrNull(t.Values, "name")}.rs");
        return [.. listed.Select(p => SnapshotPath.Join(Folder, p)).Where(files.Exists).Take(60)];
    }

    public static bool IsLeftOut(string path) => path.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.Ordinal));
}
