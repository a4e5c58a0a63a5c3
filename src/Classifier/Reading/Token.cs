using System.Runtime.InteropServices;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>One word of a text.</summary>
/// <param name="Start">Where it starts, in UTF-16 units.</param>
/// <param name="Length">How many UTF-16 units it has.</param>
/// <param name="Word">The hash of the word in lower case.</param>
/// <param name="Root">The hash of its root.</param>
/// <param name="Senses">What it may mean.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Identifier">True for a part of an identifier of several words: a mention of a thing, no verb of the sentence.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(ushort Start, ushort Length, uint Word, uint Root, Senses Senses, Gap Before, bool Identifier)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;

    /// <summary>True if it has any of these senses.</summary>
    public bool Is(Senses senses) => (Senses & senses) != Senses.None;
}
