using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks what the verb of the name does.</summary>
internal abstract class NameVerbSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var name = tool.Name;
        if (name.Action < 0)
        {
            return Finding.NotApplicable;
        }

        var token = name.Field.Tokens[name.Action];
        var settled = !token.Is(Senses.NounVerb) || name.Place == NamePlace.Head;
        return settled && token.Is(verbs) ? Finding.Yes(Mark.Of(name.Field, token)) : Finding.No;
    }
}
