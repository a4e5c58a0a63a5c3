using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have no verb that is known?</summary>
internal sealed class NameWithoutVerbSignal() : Signal("name-without-verb", SignalSubject.Of(Category.Read))
{
    /// <inheritdoc/>
    public override string Question => "Does the name have no verb that is known?";

    /// <inheritdoc/>
    public override string Motivation => "A name without a verb is mostly the thing that is returned.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) =>
        tool.Name.Action < 0 && tool.Name.Field.Text.Length > 0 ? Finding.Yes(Mark.Of(tool.Name.Field)) : Finding.No;
}
