using Catalog.Classifier.Suspicions;
using Catalog.Core.Caching;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Caching;

/// <summary>Looks once for what a definition steers, for all servers that have it.</summary>
internal sealed class CachedSuspectScan(SuspectScan scan) : ISuspectScan
{
    // Nearly all steer nothing, and share the one empty list.
    private const int MostEntries = 1 << 15;
    private const long MostBytes = 16 << 20;
    private const int Entry = 100;

    private readonly RecentValues<IReadOnlyList<SteeredTool>> _steered = new(MostEntries, MostBytes, static found => Entry + found.Sum(static s => (3 * Entry) + (2 * (s.Text.Quote.Length + s.Text.Field.Length + s.Name.Length))));

    /// <inheritdoc/>
    public IReadOnlyList<SuspectText> Scan(ToolDefinition tool) => scan.Scan(tool);

    /// <inheritdoc/>
    public IReadOnlyList<SteeredTool> FindSteered(ToolDefinition tool) => FindSteered(tool, DefinitionKey.Of(tool));

    /// <inheritdoc/>
    public IReadOnlyList<SteeredTool> FindSteered(ToolDefinition tool, ContentKey key)
    {
        var found = _steered.FindOrNull(key);
        if (found is null)
        {
            found = scan.FindSteered(tool);
            _steered.Keep(key, found);
        }

        return found;
    }
}
