using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name speak of a browser or a screen without a verb that reads?</summary>
internal sealed class ScreenNameSignal() : Signal("screen-name", SignalSubject.Of(Category.Execute))
{
    /// <inheritdoc/>
    public override string Question => "Does the name speak of a browser or a screen without a verb that reads?";

    /// <inheritdoc/>
    public override string Motivation => "On a screen everything but looking operates.";

    private const Senses Looking = Senses.Read | Senses.ReadWeak | Senses.Compute;

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        var name = tool.Name;
        if ((name.Field.Senses & Senses.UiWord) == Senses.None || name.Field.Tokens.Length < 2)
        {
            return Finding.NotApplicable;
        }

        return (name.Field.Senses & (Looking | Senses.AdviceNoun | Senses.ReadNoun)) == Senses.None ? Finding.YesIf(TextMarks.InName(tool, Senses.UiWord)) : Finding.No;
    }
}
