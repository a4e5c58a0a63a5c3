using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether the name has a further verb that does more than the first.</summary>
internal abstract class SecondNameVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var name = tool.Name;
        if ((name.Field.Senses & verbs) == Senses.None)
        {
            return Finding.No;
        }

        for (var i = name.Prefix; i < name.Field.Tokens.Length; i++)
        {
            var token = name.Field.Tokens[i];
            if (i != name.Action && token.Is(verbs) && !token.Is(Senses.NounVerb | Senses.ThirdPerson))
            {
                return Finding.Yes(Mark.Of(name.Field, token));
            }
        }

        return Finding.No;
    }
}
