using Catalog.Classifier.Quoting;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks;

/// <summary>What one factor says.</summary>
/// <param name="Weight">How much it counts.</param>
/// <param name="Reason">A plain clause without a full stop.</param>
/// <param name="Mark">The words that show it; null where it follows from what is not there.</param>
internal sealed record RiskFinding(RiskWeight Weight, string Reason, Mark? Mark);
