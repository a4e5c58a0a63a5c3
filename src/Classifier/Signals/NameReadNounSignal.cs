using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have no verb, and end in a word for something to look at?</summary>
internal sealed class NameReadNounSignal() : Signal("name-read-noun", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Does the name have no verb, and end in a word for something to look at?";

    /// <inheritdoc/>
    public override string Motivation => "A name without a verb is mostly the thing that is returned.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var name = tool.Name;
        if (name.Action >= 0)
        {
            return Finding.NotApplicable;
        }

        return name.Field.Tokens is [.., var last] && last.Is(Senses.ReadNoun) ? Finding.Yes(Mark.Of(name.Field, last)) : Finding.No;
    }
}
