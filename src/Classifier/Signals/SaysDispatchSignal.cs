using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it calls other tools?</summary>
internal sealed class SaysDispatchSignal() : PhraseSignal("says-dispatch", SignalSubject.Of(Category.Execute), PhraseKind.Dispatch)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it calls other tools?";

    /// <inheritdoc/>
    public override string Motivation => "What another tool does is not said here.";
}
