using Catalog.Classifier.Quoting;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Can what is lost be had back?</summary>
internal sealed class RestorableFactor : IRiskFactor
{
    /// <inheritdoc/>
    public string Id => "restorable";

    /// <inheritdoc/>
    public string Question => "Does the text of a destructive tool say that it can be taken back?";

    /// <inheritdoc/>
    public string Counts => "lowers it much";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category != Category.Destructive || subject.Tool.Description?.Field is not { } text || text.FirstOrNull(PhraseKind.Restorable) is not { } hit)
        {
            return null;
        }

        return new RiskFinding(RiskWeight.LowersMuch, "the text says that it can be taken back", Mark.Of(text, hit));
    }
}
