using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a thread, an issue or a case settled?</summary>
internal sealed class SettledTicketSignal() : ActionObjectSignal("settled-ticket", SignalSubject.Of(Category.Write), Senses.ReadWeak | Senses.ComputeWeak, Senses.Ticket)
{
    /// <inheritdoc/>
    public override string Question => "Is a thread, an issue or a case settled?";

    /// <inheritdoc/>
    public override string Motivation => "Settling a case changes its state.";
}
