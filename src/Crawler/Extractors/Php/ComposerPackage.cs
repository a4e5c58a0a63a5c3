using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Php;

/// <summary>What a folder's <c>composer.json</c> says, and which of its files belong to the program.</summary>
internal sealed class ComposerPackage(SnapshotFiles files, string folder)
{
    private static readonly string[] LeftOut = ["vendor", "test", "tests", "Tests", "spec", "stubs", "fixtures", "Fixtures", "examples", "docs", "workbench", "node_modules", "storage", "bootstrap/cache", "benchmarks"];
    private readonly JsonObject? _manifest = Read(files.ReadOrNull(SnapshotPath.Join(folder, "composer.json")));

    /// <summary>What it says of itself; the ecosystem is null, for none of the catalog's is Composer's.</summary>
    public PackageManifest Manifest => new()
    {
        Name = Text("name"),
        Version = Text("version"),
        Description = Text("description"),
        Homepage = Text("homepage"),
        License = Text("license"),
    };

    /// <summary>The program's files; what lies in a folder of tests, examples or dependencies is none of them.</summary>
    public IReadOnlyList<string> Files() =>
        [.. files.Paths.Where(p => p.EndsWith(".php", StringComparison.Ordinal) && !p.EndsWith(".blade.php", StringComparison.Ordinal) && SnapshotPath.IsWithin(p, folder) && !IsLeftOut(folder.Length == 0 ? p : p[(folder.Length + 1)..])).Take(10_000)];

    public static bool IsLeftOut(string path) => path.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.Ordinal)) || path.EndsWith("Test.php", StringComparison.Ordinal);

    private string? Text(string member) => _manifest?[member] is JsonValue value && value.TryGetValue(out string? text) && text.Length is > 0 and < 2000 ? text : null;

    private static JsonObject? Read(byte[]? content) => content is null ? null : SourceJson.ParseOrNull(content) as JsonObject;
}
