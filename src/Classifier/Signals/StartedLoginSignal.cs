using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a login started?</summary>
internal sealed class StartedLoginSignal() : ActionObjectSignal("started-login", SignalSubject.Of(Category.Write), Senses.Run | Senses.Control | Senses.Write | Senses.Open, Senses.Auth)
{
    /// <inheritdoc/>
    public override string Question => "Is a login started?";

    /// <inheritdoc/>
    public override string Motivation => "A login changes who the session is.";
}
