using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Does a call act on everything there is?</summary>
internal sealed class EverythingFactor : IRiskFactor
{
    private static readonly RiskPhrases All = new(
        "everything", "all data", "all of the data", "entire database", "whole database", "entire account", "entire workspace", "entire project", "entire organization", "entire cluster", "all users", "all records", "all files", "all items");

    /// <inheritdoc/>
    public string Id => "everything";

    /// <inheritdoc/>
    public string Question => "Does a call that changes something say that it acts on everything there is?";

    /// <inheritdoc/>
    public string Counts => "raises it";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category == Category.Read)
        {
            return null;
        }

        var mark = All.FindOrNull(subject.Tool);
        return mark is null ? null : new RiskFinding(RiskWeight.Raises, "it reaches everything there is, not one thing", mark);
    }
}
