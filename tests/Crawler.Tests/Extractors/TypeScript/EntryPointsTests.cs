using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.TypeScript.Modules;

namespace Catalog.Crawler.Tests.Extractors.TypeScript;

/// <summary>In which order the starts of a package are tried.</summary>
public sealed class EntryPointsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalog-entries-");

    [Theory]
    [InlineData(600 * 1024, "scripts/start.ts")]
    [InlineData(10 * 1024, "bin/cli.mjs")]
    public void SourcesComeBeforeALongBundleOnly(int bundle, string first)
    {
        Write("package.json", """{ "name": "thing", "bin": { "thing": "bin/cli.mjs" }, "main": "scripts/start.ts" }""");
        Write("bin/cli.mjs", new string('\n', bundle));
        Write("scripts/start.ts", "export {};");

        var groups = Groups();

        Assert.Equal([first], groups[0]);
        Assert.Equal(2, groups.Count);
    }

    [Fact]
    public void ALongBundleWithoutSourcesStaysFirst()
    {
        Write("package.json", """{ "name": "thing", "bin": "bin/cli.mjs", "main": "lib/api.js" }""");
        Write("bin/cli.mjs", new string('\n', 600 * 1024));
        Write("lib/api.js", "export {};");

        Assert.Equal(["bin/cli.mjs"], Groups()[0]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private List<IReadOnlyList<string>> Groups()
    {
        var files = SnapshotFiles.List(_folder.FullName);
        return [.. EntryPoints.Of(PackageFile.ReadOrNull(files, ""), "", new ModuleResolver(files, ""))];
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
