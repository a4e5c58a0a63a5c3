using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Runs every language's extractor over a snapshot and puts what they find together, a server for each folder. It runs in a worker process, for the source decides what it costs.</summary>
internal sealed class SnapshotLinking(IEnumerable<ILanguageExtractor> extractors, ParseWorkerPool pool)
{
    private readonly IReadOnlyList<ILanguageExtractor> _extractors = Ordered(extractors);

    /// <summary>Finds the servers of a snapshot and their tools; the names of siblings are left to the caller.</summary>
    public async Task<LinkReply> ReadAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        var folder = request.Folder;
        var files = request.Mounts.Aggregate(SnapshotFiles.List(folder.Path), static (all, mount) => all.With(mount.Folder, SnapshotFiles.List(mount.Path)));
        var context = new ExtractionContext(files, pool, request.IsAlone);
        var trace = folder.Explain is null ? null : new ExtractionTrace();
        ExtractionTrace.Current = trace;
        if (!files.IsWhole)
        {
            context.Report($"only the first {files.Paths.Count} files were looked at");
        }

        var found = _extractors.Select(e => new ExtractorBoundary(e, context)).Select(e => (Extractor: e, Roots: RootsIn(e.FindRoots(), folder.Folder).Where(r => files.MountOrNull(r.Folder + "/") is null).ToList())).ToList();
        if (request.IsForFolders)
        {
            // Lists beside the code stand in for a folder; where one is all that there is, the snapshot is no repository of many servers.
            return new LinkReply { Folders = [.. found.Where(static f => !f.Extractor.IsFallback).SelectMany(static f => f.Roots).Select(static r => r.Folder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        }

        found = request.Only is null ? found : [.. found.Select(f => (f.Extractor, f.Roots.FindAll(r => r.Folder == request.Only)))];
        if (found.TrueForAll(static f => f.Roots.Count == 0))
        {
            // No manifest says where a server is: the folder itself is looked at, by the names that are usual in each language.
            var whole = new ServerRoot { Folder = folder.Folder ?? "", Manifest = new PackageManifest() };
            found = [.. found.Select(f => (f.Extractor, new List<ServerRoot> { whole }))];
        }

        var servers = new SortedDictionary<string, ExtractedServer>(StringComparer.Ordinal);
        foreach (var (extractor, roots) in found)
        {
            foreach (var root in roots)
            {
                if (!string.IsNullOrEmpty(folder.Folder) && root.Folder != folder.Folder && servers.GetValueOrDefault(folder.Folder) is { Tools.Count: > 0 })
                {
                    // The folder that was asked for is the server; what lies below it matters only where it is a mere workspace.
                    break;
                }

                var isRead = extractor.IsFallback && servers.Any(s => s.Value.Tools.Count > 0 && AreNested(s.Key, root.Folder));
                var before = context.Notices;
                var tools = isRead ? [] : await extractor.ExtractAsync(root, cancellationToken);
                context.EndServer();
                var notice = context.Notices.Except(before, StringComparer.Ordinal).FirstOrDefault();
                servers[root.Folder] = servers.TryGetValue(root.Folder, out var known) ? Join(known, root, tools) with { Notice = known.Notice ?? notice } : Server(root, tools) with { Notice = notice };
            }
        }

        ExtractionTrace.Current = null;
        return new LinkReply
        {
            Result = new ExtractionResult
            {
                Servers = [.. servers.Values.Where(s => s.Tools.Count > 0 || s.Notice is not null || IsAskedFor(s, folder))],
                Problems = context.Problems,
                Notices = context.Notices,
                Explanations = trace is null ? [] : Explain(folder.Explain!, trace, [.. servers.Values], context),
            },
            Wishes = context.Wishes,
        };
    }

    /// <summary>A tool of that name is meant, of whichever server; else a file.</summary>
    private static List<ExtractionExplanation> Explain(string subject, ExtractionTrace trace, IReadOnlyList<ExtractedServer> servers, ExtractionContext context)
    {
        var tools = servers.SelectMany(s => s.Tools.Where(t => t.Tool == subject).Select(t => new ToolExplainer(trace, context.Files).Explain(s, t))).ToList();
        return tools.Count > 0 ? tools : [new FileExplainer(trace, context.Files).Explain(subject, servers, context.Problems)];
    }

    /// <summary>Servers without tools are listed only where the caller named the folder, so that its manifest is known all the same.</summary>
    private static bool IsAskedFor(ExtractedServer server, SnapshotFolder folder) =>
        string.Equals(server.Folder ?? "", folder.Folder ?? "", StringComparison.Ordinal);

    private static bool AreNested(string first, string second) =>
        first == second || first.Length == 0 || second.Length == 0
        || first.StartsWith(second + "/", StringComparison.Ordinal) || second.StartsWith(first + "/", StringComparison.Ordinal);

    private static IEnumerable<ServerRoot> RootsIn(IReadOnlyList<ServerRoot> roots, string? folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return roots;
        }

        return roots.Where(r => r.Folder == folder || r.Folder.StartsWith(folder + "/", StringComparison.Ordinal)).OrderBy(static r => r.Folder.Length);
    }

    private static ExtractedServer Server(ServerRoot root, IReadOnlyList<ToolDefinition> tools) =>
        new() { Folder = root.Folder.Length == 0 ? null : root.Folder, Manifest = root.Manifest, Tools = tools };

    /// <summary>Two languages found the folder: the first reading of a name holds, and a manifest that names its ecosystem beats one that does not.</summary>
    private static ExtractedServer Join(ExtractedServer known, ServerRoot root, IReadOnlyList<ToolDefinition> tools)
    {
        var names = known.Tools.Select(static t => t.Tool).ToHashSet(StringComparer.Ordinal);
        return known with
        {
            Manifest = known.Manifest.Ecosystem is null || (known.Tools.Count == 0 && tools.Count > 0 && root.Manifest.Ecosystem is not null) ? root.Manifest : known.Manifest,
            Tools = [.. known.Tools, .. tools.Where(t => names.Add(t.Tool))],
        };
    }

    /// <summary>The order in which extractors are asked.</summary>
    /// <exception cref="InvalidOperationException">Two have one id.</exception>
    public static IReadOnlyList<ILanguageExtractor> Ordered(IEnumerable<ILanguageExtractor> extractors)
    {
        var list = extractors.OrderBy(static e => e.IsFallback).ThenBy(static e => e.Id, StringComparer.Ordinal).ToList();
        var twice = list.GroupBy(static e => e.Id, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1);
        return twice is null ? list : throw new InvalidOperationException($"two extractors have the id `{twice.Key}`");
    }
}
