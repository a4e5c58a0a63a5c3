namespace Catalog.Classifier.Model;

/// <summary>One row to learn from.</summary>
/// <param name="Hashes">Its features, each once.</param>
/// <param name="Values">How much each counts, in the same order.</param>
/// <param name="Target">The share of each class, Read to Financial; the shares add up to 1.</param>
/// <param name="Weight">How much the row counts, above 0.</param>
/// <param name="Group">Its server: a feature of one server alone says nothing of others.</param>
internal sealed record TrainingRow(uint[] Hashes, float[] Values, float[] Target, float Weight, string Group);
