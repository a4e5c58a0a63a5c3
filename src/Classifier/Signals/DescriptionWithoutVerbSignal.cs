using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description start with a thing and name no act?</summary>
internal sealed class DescriptionWithoutVerbSignal() : Signal("description-without-verb", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Does the description start with a thing and name no act?";

    /// <inheritdoc/>
    public override string Motivation => "Who describes a thing describes what is returned.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Description is not { Clauses.Length: > 0 } description)
        {
            return Finding.NotAvailable;
        }

        var first = description.Clauses[0];
        return description.Main < 0 ? Finding.Yes(Mark.Of(description.Field, description.Field.Tokens[first.First], description.Field.Tokens[Math.Min(first.End, first.First + 6) - 1])) : Finding.No;
    }
}
