using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do the siblings do to the same thing what this name leaves out?</summary>
internal sealed class SiblingContrastSignal() : Signal("sibling-contrast", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Do the siblings do to the same thing what this name leaves out?";

    /// <inheritdoc/>
    public override string Motivation => "Beside `create_x` and `delete_x` a plain `x` shows it.";

    private const int Fewest = 2;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Name.Action >= 0 || tool.Name.Field.Tokens.Length == 0)
        {
            return Finding.NotApplicable;
        }

        var last = tool.Name.Field.WordOf(tool.Name.Field.Tokens[^1]);
        var same = 0;
        TextField? seen = null;
        foreach (var sibling in tool.Siblings)
        {
            if ((sibling.Senses & (Senses.Write | Senses.Delete)) != Senses.None && sibling.Text.Contains(last.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                same++;
                seen ??= sibling;
            }
        }

        return same >= Fewest && seen is not null ? Finding.Yes(Mark.Of(seen)) : Finding.No;
    }
}
