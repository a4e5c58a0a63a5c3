using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;

namespace Catalog.Classifier.Tests.Scoring;

/// <summary>A signal whose answer is handed in with the findings, so that only the scoring is at work.</summary>
internal sealed class StubSignal(string id, SignalSubject subject, SignalStage stage = SignalStage.On) : ISignal
{
    public string Id => id;

    public int Version => 1;

    public SignalStage Stage => stage;

    public SignalSubject Subject => subject;

    public string Question => "Is it so?";

    public string Motivation => "It may be.";

    public Finding Ask(ToolView tool) => Finding.No;
}
