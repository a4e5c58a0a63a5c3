using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to build, test or install?</summary>
internal sealed class LaterExecuteVerbSignal() : LaterVerbSignal("later-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
