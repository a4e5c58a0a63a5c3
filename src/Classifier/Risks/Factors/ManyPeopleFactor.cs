using Catalog.Classifier.Quoting;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Does a call show many people's data at once?</summary>
internal sealed class ManyPeopleFactor : IRiskFactor
{
    private static readonly string[] Verbs = ["list", "search", "export", "query", "find", "dump", "scan"];

    /// <inheritdoc/>
    public string Id => "many-people";

    /// <inheritdoc/>
    public string Question => "Does a call that reads about people list, search or export them?";

    /// <inheritdoc/>
    public string Counts => "raises it";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category != Category.Read || !subject.Has(Facet.Personal))
        {
            return null;
        }

        var field = subject.Tool.Name.Field;
        foreach (var token in field.Tokens)
        {
            if (Verbs.Any(verb => field.WordOf(token).Equals(verb, StringComparison.OrdinalIgnoreCase)))
            {
                return new RiskFinding(RiskWeight.Raises, "it shows many people at once", Mark.Of(field, token));
            }
        }

        return null;
    }
}
