using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>One extractor on one snapshot: whatever a stranger's files make of it costs what it was reading, with the reason reported, and the others go on.</summary>
internal sealed class ExtractorBoundary(ILanguageExtractor extractor, ExtractionContext context)
{
    public bool IsFallback => extractor.IsFallback;

    /// <summary>See <see cref="ILanguageExtractor.FindRoots"/>; empty where that fails.</summary>
    public IReadOnlyList<ServerRoot> FindRoots()
    {
        try
        {
            return extractor.FindRoots(context.Files);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Report(e, "");
            return [];
        }
    }

    /// <summary>The tools of one folder, within <see cref="ToolBounds"/>; empty where reading them fails.</summary>
    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, CancellationToken cancellationToken)
    {
        try
        {
            return ToolBounds.Keep(await extractor.ExtractAsync(root, context, cancellationToken), context);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            Report(e, root.Folder);
            return [];
        }
    }

    private void Report(Exception e, string folder) =>
        context.Report($"`{(folder.Length == 0 ? "." : folder)}` was not read by `{extractor.Id}`: {e.GetType().Name} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
}
