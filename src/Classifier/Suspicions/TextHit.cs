using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions;

/// <summary>What a detector found in one string.</summary>
/// <param name="Start">Where it starts, in UTF-16 units of the text that was looked at.</param>
/// <param name="Length">How many units it has.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Says">What it is, a clause without a full stop.</param>
/// <param name="IsBare">True where the place is one of <see cref="SuspectSource.Bare"/>, false where it is one of <see cref="SuspectSource.Text"/>.</param>
internal readonly record struct TextHit(int Start, int Length, SuspectSeverity Severity, string Says, bool IsBare = true);
