using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Signals;

/// <summary>What all signals share.</summary>
internal abstract class Signal(string id, SignalSubject subject) : ISignal
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public virtual int Version => 1;

    /// <inheritdoc/>
    public virtual SignalStage Stage => SignalStage.On;

    /// <inheritdoc/>
    public SignalSubject Subject => subject;

    /// <inheritdoc/>
    public abstract string Question { get; }

    /// <inheritdoc/>
    public abstract string Motivation { get; }

    /// <inheritdoc/>
    public abstract Finding Ask(ToolView tool);
}
