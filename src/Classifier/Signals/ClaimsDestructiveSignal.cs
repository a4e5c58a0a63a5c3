using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the author claim that a change may lose something?</summary>
internal sealed class ClaimsDestructiveSignal() : Signal("claims-destructive", SignalSubject.Of(Category.Destructive))
{
    /// <inheritdoc/>
    public override string Question => "Does the author claim that a change may lose something?";

    /// <inheritdoc/>
    public override string Motivation => "The author knows the tool; many set this claim only because a change is not an addition.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var claims = tool.Annotations;
        if (claims is { ReadOnly: null, Destructive: null })
        {
            return Finding.NotAvailable;
        }

        return claims is { ReadOnly: not true, Destructive: true } ? Finding.YesByAbsence : Finding.No;
    }
}
