using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it operate a page, a tab, a window or an element?</summary>
internal sealed class ScreenObjectSignal() : ActionObjectSignal("screen-object", SignalSubject.Of(Category.Execute), Senses.Operate | Senses.Execute | Senses.Run | Senses.Control | Senses.Session | Senses.SoftVerb, Senses.Browser)
{
    /// <inheritdoc/>
    public override string Question => "Does it operate a page, a tab, a window or an element?";

    /// <inheritdoc/>
    public override string Motivation => "A click does whatever the screen offers.";
}
