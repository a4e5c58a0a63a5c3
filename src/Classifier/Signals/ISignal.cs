using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Signals;

/// <summary>One yes-or-no question about one definition. Pure; gives no score, that is <c>Scoring</c>'s.</summary>
internal interface ISignal
{
    /// <summary>Kebab-case; stored with evidence, never reused for another question.</summary>
    string Id { get; }

    /// <summary>From 1; raised when the same definition can get another answer.</summary>
    int Version { get; }

    /// <summary>How far it is trusted.</summary>
    SignalStage Stage { get; }

    /// <summary>What a yes speaks for.</summary>
    SignalSubject Subject { get; }

    /// <summary>The question, one sentence.</summary>
    string Question { get; }

    /// <summary>Why the answer says something about risk.</summary>
    string Motivation { get; }

    /// <summary>Answers it.</summary>
    Finding Ask(ToolView tool);
}
