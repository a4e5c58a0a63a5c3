using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Vocabularies;

/// <summary>A run of words, in lower case, that says one thing.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Words">Its words in order, one or more.</param>
internal sealed record Phrase(PhraseKind Kind, string[] Words)
{
    /// <summary>The <see cref="WordHash"/> of each word.</summary>
    public uint[] Hashes { get; } = [.. Words.Select(static word => WordHash.Of(word))];
}
