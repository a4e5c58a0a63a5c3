using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is only what the session works on set?</summary>
internal sealed class SessionObjectSignal() : ActionObjectSignal("session-object", SignalSubject.Of(Category.Read), Senses.Write | Senses.Session | Senses.Open, Senses.SessionWord)
{
    /// <inheritdoc/>
    public override string Question => "Is only what the session works on set?";

    /// <inheritdoc/>
    public override string Motivation => "Choosing what to look at changes nothing outside the session.";
}
