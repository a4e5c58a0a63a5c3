using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>How well one category is found. An accepted other answer counts as the labelled one.</summary>
/// <param name="Category">The category.</param>
/// <param name="Rows">How many rows are labelled so.</param>
/// <param name="Precision">The share of the answers of this category that are right, 0 to 1; 0 where there is none.</param>
/// <param name="Recall">The share of its rows that are answered right, 0 to 1; 0 where there is none.</param>
/// <param name="F1">The harmonic mean of both.</param>
public sealed record CategoryScore(Category Category, int Rows, double Precision, double Recall, double F1);
