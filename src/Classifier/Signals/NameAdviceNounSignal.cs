using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name end in a word for advice or a report, whatever verb it has?</summary>
internal sealed class NameAdviceNounSignal() : Signal("name-advice-noun", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Does the name end in a word for advice or a report, whatever verb it has?";

    /// <inheritdoc/>
    public override string Motivation => "What ends in a report or a guide mostly returns it.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) =>
        tool.Name.Field.Tokens is [_, .., var last] && last.Is(Senses.AdviceNoun) ? Finding.Yes(Mark.Of(tool.Name.Field, last)) : Finding.No;
}
