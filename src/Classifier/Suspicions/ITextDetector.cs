using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions;

/// <summary>Looks for one way in which a text speaks to a model past its user, or hides: a pure function of one string. Found by a scan of the assembly: stateless, with a parameterless constructor.</summary>
internal interface ITextDetector
{
    /// <summary>Kebab-case; stored, never used again for another question.</summary>
    string Id { get; }

    /// <summary>From 1; raised when the same text can give another answer.</summary>
    int Version { get; }

    /// <summary>What it finds.</summary>
    SuspectKind Kind { get; }

    /// <summary>The question, for the documentation.</summary>
    string Question { get; }

    /// <summary>Adds what it finds in a string, in order. Most strings hold nothing: they must cost next to nothing.</summary>
    void Look(SuspectSource source, List<TextHit> hits);
}
