using System.Runtime.InteropServices;

namespace Catalog.Classifier.Scoring;

/// <summary>One step of the table from margin to confidence.</summary>
/// <param name="Margin">The least margin between the first and the second category, in points.</param>
/// <param name="Confidence">The share of labelled rows with such a margin whose verdict was right, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConfidenceStep(double Margin, double Confidence);
