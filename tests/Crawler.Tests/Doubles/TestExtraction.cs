using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>Reads snapshots written for tests: a file <c>tools.txt</c> names a tool a line, and makes its folder a server; one named <c>unread.txt</c> is a problem, and <c>notice.txt</c> beside it holds a notice.</summary>
internal sealed class TestExtraction : ISnapshotExtraction
{
    private int _count;

    public string ReadBy { get; set; } = "test@1";

    public int Count => _count;

    /// <summary>True to find one tool in every snapshot, named by what the snapshot holds.</summary>
    public bool TakesAny { get; set; }

    public Task<ExtractionResult> ExtractAsync(SnapshotFolder folder, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        if (TakesAny)
        {
            var tool = new ToolDefinition { Tool = $"of_{Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Sum(static f => new FileInfo(f).Length)}_bytes", Description = "a tool", Exposed = Exposure.Yes, Source = new SourceLocation { File = "a", Line = 1, Extractor = "test@1" } };
            return Task.FromResult(new ExtractionResult { Servers = [new ExtractedServer { Manifest = new PackageManifest(), Tools = [tool] }], Problems = [] });
        }

        var servers = Directory.EnumerateFiles(folder.Path, "tools.txt", SearchOption.AllDirectories)
            .Select(file => (file, folder: Path.GetRelativePath(folder.Path, Path.GetDirectoryName(file)!).Replace('\\', '/')))
            .Where(found => folder.Folder is null || found.folder == folder.Folder)
            .OrderBy(static found => found.folder, StringComparer.Ordinal)
            .Select(found => new ExtractedServer
            {
                Folder = found.folder == "." ? null : found.folder,
                Manifest = new PackageManifest { Ecosystem = "npm", Version = "9.9.9", Repository = "git+https://github.com/Owner/repo.git" },
                Notice = NoticeOrNull(Path.GetDirectoryName(found.file)!),
                Tools = [.. File.ReadLines(found.file).Select((name, line) => new ToolDefinition
                {
                    Tool = name.TrimStart('!'),
                    Description = "a tool",
                    Exposed = name.StartsWith('!') ? Exposure.No : Exposure.Yes,
                    Source = new SourceLocation { File = "tools.txt", Line = line + 1, Extractor = "test@1" },
                })],
            })
            .ToList();
        return Task.FromResult(new ExtractionResult
        {
            Servers = servers,
            Problems = File.Exists(Path.Combine(folder.Path, "unread.txt")) ? ["a file could not be read"] : [],
            Notices = [.. servers.Select(static s => s.Notice).OfType<string>()],
        });
    }

    private static string? NoticeOrNull(string folder) => Path.Combine(folder, "notice.txt") is var file && File.Exists(file) ? File.ReadAllText(file) : null;
}
