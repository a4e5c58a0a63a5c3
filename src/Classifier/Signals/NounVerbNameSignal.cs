using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks what the verb of the name does where it is as often a noun and does not stand at the front.</summary>
internal abstract class NounVerbNameSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var name = tool.Name;
        if (name.Action < 0 || name.Place == NamePlace.Head || !name.Field.Tokens[name.Action].Is(Senses.NounVerb))
        {
            return Finding.NotApplicable;
        }

        var token = name.Field.Tokens[name.Action];
        return token.Is(verbs) ? Finding.Yes(Mark.Of(name.Field, token)) : Finding.No;
    }
}
