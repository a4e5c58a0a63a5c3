using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>One row that was answered wrong.</summary>
/// <param name="Line">The number of the row, from 1.</param>
/// <param name="Label">What it is labelled as.</param>
/// <param name="Certain">Whether the label is certain.</param>
/// <param name="Answer">What was answered.</param>
public sealed record EvaluationError(int Line, Category Label, bool Certain, Classification Answer);
