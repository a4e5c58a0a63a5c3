using Catalog.Classifier.Quoting;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Can an argument name any path?</summary>
internal sealed class AnyPathFactor : IRiskFactor
{
    private static readonly RiskPhrases Bounds = new(
        "allowed directories", "allowed directory", "allowed folders", "allowed paths", "permitted directories", "within the workspace", "inside the workspace",
        "within the project", "inside the project", "project root", "workspace root", "root directory only", "relative to the workspace", "relative to the project");

    /// <inheritdoc/>
    public string Id => "any-path";

    /// <inheritdoc/>
    public string Question => "Does a call touch files, and can an argument name any path?";

    /// <inheritdoc/>
    public string Counts => "raises it; lowers it where the text keeps to allowed folders";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (!subject.Has(Facet.Files) || subject.Tool.FirstOrNull(ParameterKinds.Path) is not { Values.Count: 0 } path)
        {
            return null;
        }

        return (Bounds.FindOrNull(subject.Tool) ?? Bounds.In(path.Description)) is { } bound
            ? new RiskFinding(RiskWeight.Lowers, "the text keeps it to folders that somebody allowed", bound)
            : new RiskFinding(RiskWeight.Raises, "an argument can name any path", Mark.Of(path));
    }
}
