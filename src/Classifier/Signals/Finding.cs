using Catalog.Classifier.Quoting;

namespace Catalog.Classifier.Signals;

/// <summary>An answer and the words it went by.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Mark">The words; null unless the answer is yes, and for a yes that rests on what is not there.</param>
internal sealed record Finding(Outcome Outcome, Mark? Mark)
{
    /// <summary>No.</summary>
    public static Finding No { get; } = new(Outcome.False, null);

    /// <summary>The question makes no sense here.</summary>
    public static Finding NotApplicable { get; } = new(Outcome.NotApplicable, null);

    /// <summary>The part that it asks about is missing.</summary>
    public static Finding NotAvailable { get; } = new(Outcome.NotAvailable, null);

    /// <summary>Yes, by what is not there.</summary>
    public static Finding YesByAbsence { get; } = new(Outcome.True, null);

    /// <summary>Yes, by these words.</summary>
    public static Finding Yes(Mark mark) => new(Outcome.True, mark);

    /// <summary>Yes by these words, or no where there are none.</summary>
    public static Finding YesIf(Mark? mark) => mark is null ? No : Yes(mark);
}
