using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Asks whether an argument that selects the action allows a value of a kind.</summary>
internal abstract class ActionValueSignal(string id, SignalSubject subject, Senses verbs) : Signal(id, subject)
{
    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var asked = false;
        foreach (var parameter in tool.Parameters)
        {
            if (!parameter.Is(ParameterKinds.Action) || parameter.Values.Count == 0)
            {
                continue;
            }

            asked = true;
            foreach (var value in parameter.Values)
            {
                if (IsAction(value, verbs))
                {
                    return Finding.Yes(Mark.Of(value));
                }
            }
        }

        return asked ? Finding.No : Finding.NotApplicable;
    }

    private static bool IsAction(TextField value, Senses verbs)
    {
        var tokens = value.Tokens;
        return tokens.Length > 0 && (tokens[0].Is(verbs) || (tokens.Length > 1 && tokens[^1].Is(verbs) && !tokens[0].Is(Senses.AnyVerb)));
    }
}
