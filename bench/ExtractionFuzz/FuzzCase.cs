namespace Catalog.Bench.ExtractionFuzz;

/// <summary>The source of one extraction case.</summary>
/// <param name="Name"><c>extractor/case</c>.</param>
/// <param name="Files">Its files, in ordinal order.</param>
internal sealed record FuzzCase(string Name, IReadOnlyList<FuzzFile> Files)
{
    /// <summary>Every case of every extractor below a folder, in ordinal order: an extractor that is added brings its own.</summary>
    public static IReadOnlyList<FuzzCase> ReadAll(string folder) =>
    [
        .. Directory.GetDirectories(folder)
            .SelectMany(Directory.GetDirectories)
            .Where(static c => Directory.Exists(System.IO.Path.Combine(c, "source")))
            .Order(StringComparer.Ordinal)
            .Select(c => new FuzzCase(System.IO.Path.GetRelativePath(folder, c).Replace('\\', '/'), Read(System.IO.Path.Combine(c, "source")))),
    ];

    private static List<FuzzFile> Read(string source) =>
    [
        .. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => new FuzzFile(System.IO.Path.GetRelativePath(source, f).Replace('\\', '/'), File.ReadAllBytes(f))),
    ];
}
