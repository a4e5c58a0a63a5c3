using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the author claim that the tool changes something?</summary>
internal sealed class ClaimsChangeSignal() : Signal("claims-change", SignalSubject.Of(Category.Write))
{
    /// <inheritdoc/>
    public override string Question => "Does the author claim that the tool changes something?";

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

        return claims is { ReadOnly: false } ? Finding.YesByAbsence : Finding.No;
    }
}
