using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Is what runs kept in a sandbox?</summary>
internal sealed class SandboxFactor : IRiskFactor
{
    private static readonly RiskPhrases Kept = new(
        "sandboxed", "secure sandbox", "isolated sandbox", "in a sandbox", "in the sandbox", "isolated container", "isolated environment", "ephemeral container", "isolated virtual machine", "isolated VM");

    /// <inheritdoc/>
    public string Id => "sandbox";

    /// <inheritdoc/>
    public string Question => "Does the text say that what runs is kept in a sandbox of its own?";

    /// <inheritdoc/>
    public string Counts => "lowers it much";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category != Category.Execute)
        {
            return null;
        }

        var mark = Kept.FindOrNull(subject.Tool);
        return mark is null ? null : new RiskFinding(RiskWeight.LowersMuch, "the text says that it runs in a sandbox", mark);
    }
}
