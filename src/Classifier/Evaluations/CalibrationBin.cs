namespace Catalog.Classifier.Evaluations;

/// <summary>The answers whose confidence lies in one tenth.</summary>
/// <param name="From">The least confidence of the bin, 0 to 0.9.</param>
/// <param name="Rows">How many answers.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Right">The share of them that is right, 0 to 1.</param>
public sealed record CalibrationBin(double From, int Rows, double Confidence, double Right);
