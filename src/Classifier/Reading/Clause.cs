namespace Catalog.Classifier.Reading;

/// <summary>One thought of a description.</summary>
/// <param name="First">The index of its first token.</param>
/// <param name="End">The index behind its last token.</param>
/// <param name="Lead">The index of the verb that it is about, or -1.</param>
/// <param name="Sentence">The number of its sentence, from 0.</param>
/// <param name="Negated">True if the verb is denied: <c>does not delete</c>.</param>
internal readonly record struct Clause(int First, int End, int Lead, int Sentence, bool Negated);
