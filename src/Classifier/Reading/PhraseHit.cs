using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>A phrase found in a text.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="First">The index of its first token.</param>
/// <param name="Count">How many tokens it has.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct PhraseHit(PhraseKind Kind, int First, int Count);
