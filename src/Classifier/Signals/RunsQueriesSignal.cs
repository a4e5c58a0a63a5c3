using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it run a query that the caller writes?</summary>
internal sealed class RunsQueriesSignal() : Signal("runs-queries", SignalSubject.Of(Facet.Query))
{
    /// <inheritdoc/>
    public override string Question => "Does it run a query that the caller writes?";

    /// <inheritdoc/>
    public override string Motivation => "A query of the caller reaches all that the account can read or change.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.RunsQuery)
        ?? (tool.FirstOrNull(ParameterKinds.Sql) is { } query && TextMarks.Says(tool, Senses.QueryWord) ? Mark.Of(query) : null)
        ?? ActionObject.Find(tool, Senses.Run | Senses.Execute | Senses.Read, Senses.QueryWord));
}
