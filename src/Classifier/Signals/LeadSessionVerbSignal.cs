using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to choose what the session looks at?</summary>
internal sealed class LeadSessionVerbSignal() : LeadVerbSignal("lead-session-verb", SignalSubject.Of(Category.Read), Senses.Session)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to choose what the session looks at?";

    /// <inheritdoc/>
    public override string Motivation => "Choosing what to look at changes nothing outside the session.";
}
