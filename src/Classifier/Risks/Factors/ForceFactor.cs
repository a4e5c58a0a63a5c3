using Catalog.Classifier.Quoting;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Can a safety check be switched off?</summary>
internal sealed class ForceFactor : IRiskFactor
{
    /// <inheritdoc/>
    public string Id => "force";

    /// <inheritdoc/>
    public string Question => "Is there an argument that switches a safety check off?";

    /// <inheritdoc/>
    public string Counts => "raises it";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject) =>
        subject.Category != Category.Read && subject.Tool.Parameters.FirstOrDefault(static p => p.Is(ParameterKinds.Force) && !ConfirmationFactor.IsConfirmation(p)) is { } argument
            ? new RiskFinding(RiskWeight.Raises, "an argument can switch a safety check off", Mark.Of(argument))
            : null;
}
