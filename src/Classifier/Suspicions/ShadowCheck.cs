using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Suspicions;

/// <summary>Adds to a verdict what a definition says of tools of other servers, which only the catalog knows. It never changes category or risk.</summary>
public sealed class ShadowCheck(ISuspectScan scan, IToolNames names)
{
    private const int Most = 50;

    /// <summary>The verdict, with <see cref="SuspectKind.Shadowing"/> where the catalog has a tool of such a name elsewhere.</summary>
    /// <param name="server">The server whose tool it is.</param>
    /// <param name="tool">The definition.</param>
    /// <param name="verdict">What was said of it.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<Classification> AddAsync(ServerKey server, ToolDefinition tool, Classification verdict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var steered = scan.FindSteered(tool);
        if (steered.Count == 0)
        {
            return verdict;
        }

        var known = await names.FindElsewhereAsync([.. steered.Select(static s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase)], server, cancellationToken);
        IReadOnlyList<SuspectText> found = [.. steered.Where(s => known.Contains(s.Name)).Select(static s => s.Text)];
        return found.Count == 0 ? verdict : verdict with
        {
            SuspectTexts = [.. (verdict.SuspectTexts ?? []).Concat(found).OrderByDescending(static s => s.Severity).Take(Most)],
            Review = verdict.Review || found.Any(static s => s.Severity >= SuspectSeverity.Medium),
        };
    }
}
