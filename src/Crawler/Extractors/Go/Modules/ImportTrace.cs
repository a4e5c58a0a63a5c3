using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>Tells an explanation which files a program's imports lead to. Imports name packages, so a file leads to each file of those.</summary>
internal static class ImportTrace
{
    private const int MostFolders = 3_000;

    /// <summary>Follows the imports of a program; nothing where nobody asked for an explanation.</summary>
    /// <param name="workspace">The packages.</param>
    /// <param name="entries">The folders that are started.</param>
    /// <param name="how">Why they are, a clause.</param>
    public static void Note(GoWorkspace workspace, IReadOnlyList<string> entries, string how)
    {
        if (ExtractionTrace.Current is not { } trace)
        {
            return;
        }

        trace.Started(entries.SelectMany(workspace.Sources).Select(static s => s.Path), how);
        var seen = entries.ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(entries);
        while (open.TryDequeue(out var folder) && seen.Count < MostFolders)
        {
            foreach (var (from, import) in workspace.Sources(folder).SelectMany(static s => s.Imports.Select(import => (s.Path, import))))
            {
                if (GoSdk.IsSdk(import) || workspace.FolderOrNull(import) is not { } inner)
                {
                    continue;
                }

                foreach (var source in workspace.Sources(inner))
                {
                    trace.Imported(from, source.Path, $"imports its package `{source.Package}`");
                }

                if (seen.Add(inner))
                {
                    open.Enqueue(inner);
                }
            }
        }
    }
}
