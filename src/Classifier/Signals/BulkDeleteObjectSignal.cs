using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the verb act on many or all at once?</summary>
internal sealed class BulkDeleteObjectSignal() : ActionObjectSignal("bulk-delete-object", SignalSubject.Of(Category.Destructive), Senses.Delete | Senses.Remove | Senses.Write, Senses.Bulk)
{
    /// <inheritdoc/>
    public override string Question => "Does the verb act on many or all at once?";

    /// <inheritdoc/>
    public override string Motivation => "Many things at once are hard to put back.";
}
