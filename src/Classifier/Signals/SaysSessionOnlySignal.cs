using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that only what the session looks at changes?</summary>
internal sealed class SaysSessionOnlySignal() : PhraseSignal("says-session-only", SignalSubject.Of(Category.Read), PhraseKind.SessionOnly)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that only what the session looks at changes?";

    /// <inheritdoc/>
    public override string Motivation => "Choosing what to look at changes nothing outside the session.";
}
