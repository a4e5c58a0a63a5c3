using Catalog.Classifier.Overrides;
using Catalog.Core.Disputes;

namespace Catalog.Cli.Reviewing;

/// <summary>All that waits for a person.</summary>
/// <param name="Disputes">What readers dispute, newest first, as many as were asked for.</param>
/// <param name="Conflicts">Overrides that should be looked at again; all of them.</param>
/// <param name="DoubtfulTotal">How many tools are marked for review.</param>
/// <param name="Doubtful">Those tools in the order that was asked for, as many as were asked for.</param>
internal sealed record ReviewReport(IReadOnlyList<Dispute> Disputes, IReadOnlyList<OverrideConflict> Conflicts, int DoubtfulTotal, IReadOnlyList<ReviewItem> Doubtful)
{
    /// <summary>True where nothing waits.</summary>
    public bool IsEmpty => Disputes.Count == 0 && Conflicts.Count == 0 && DoubtfulTotal == 0;
}
