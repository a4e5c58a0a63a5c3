using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the author claim that a change loses nothing?</summary>
internal sealed class ClaimsAdditiveSignal() : Signal("claims-additive", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Does the author claim that a change loses nothing?";

    /// <inheritdoc/>
    public override string Motivation => "The author knows the tool; a claim is no proof.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var claims = tool.Annotations;
        if (claims is { ReadOnly: null, Destructive: null })
        {
            return Finding.NotAvailable;
        }

        return claims is { Destructive: false, ReadOnly: not true } ? Finding.YesByAbsence : Finding.No;
    }
}
