namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>Which folders hold programs, and which only hold what belongs to them.</summary>
internal static class GoFolders
{
    private static readonly string[] Beside =
    [
        "test", "tests", "testing", "testdata", "testutil", "testutils", "e2e", "integration", "example", "examples", "sample", "samples", "demo", "demos", "doc", "docs",
        "vendor", "third_party", "thirdparty", "fixtures", "mock", "mocks", "benchmark", "benchmarks", "bench", "hack", "conformance", "tutorial", "tutorials", "scripts", "playground", "evals",
    ];

    /// <summary>True where a part of the path below <paramref name="root"/> names what is no program of the server: tests, examples, copies. What starts with <c>_</c> or <c>.</c> no build takes.</summary>
    public static bool IsBeside(string path, string root)
    {
        var below = root.Length == 0 ? path : path.Length > root.Length ? path[(root.Length + 1)..] : "";
        return below.Split('/').Any(static part => part.StartsWith('_') || part.StartsWith('.') || Beside.Contains(part.ToLowerInvariant(), StringComparer.Ordinal));
    }

    public static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    public static bool Within(string path, string folder) => folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>True where a file is part of a package: no test, not another system's.</summary>
    public static bool IsSource(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.EndsWith(".go", StringComparison.Ordinal) && !name.EndsWith("_test.go", StringComparison.Ordinal) && name[0] is not ('_' or '.') && BuildConstraint.HoldsFor(name);
    }
}
