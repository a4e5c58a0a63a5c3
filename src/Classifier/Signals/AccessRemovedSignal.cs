using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is access, a member or a person removed?</summary>
internal sealed class AccessRemovedSignal() : ActionObjectSignal("access-removed", SignalSubject.Of(Category.Destructive), Senses.Remove | Senses.Delete | Senses.SoftVerb | Senses.Cancel, Senses.Access | Senses.Person)
{
    /// <inheritdoc/>
    public override string Question => "Is access, a member or a person removed?";

    /// <inheritdoc/>
    public override string Motivation => "Whoever is removed loses access.";
}
