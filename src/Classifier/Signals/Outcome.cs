namespace Catalog.Classifier.Signals;

/// <summary>The answer to a signal's question. That it could not look is never a no.</summary>
internal enum Outcome
{
    /// <summary>No.</summary>
    False,

    /// <summary>Yes, with the words that say so.</summary>
    True,

    /// <summary>The question makes no sense for this tool.</summary>
    NotApplicable,

    /// <summary>The definition has not the part that the question is about.</summary>
    NotAvailable,

    /// <summary>The signal failed; recorded where it was asked.</summary>
    Error,
}
