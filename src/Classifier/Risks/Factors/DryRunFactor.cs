using Catalog.Classifier.Quoting;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Can a call be tried first?</summary>
internal sealed class DryRunFactor : IRiskFactor
{
    /// <inheritdoc/>
    public string Id => "dry-run";

    /// <inheritdoc/>
    public string Question => "Is there an argument that makes a call try only what it would do?";

    /// <inheritdoc/>
    public string Counts => "noted: nothing makes the agent set it";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject) =>
        subject.Category != Category.Read && subject.Tool.FirstOrNull(ParameterKinds.DryRun) is { } argument
            ? new RiskFinding(RiskWeight.Noted, "a call can be tried first without effect", Mark.Of(argument))
            : null;
}
