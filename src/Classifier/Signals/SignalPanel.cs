using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Signals;

/// <summary>Asks every signal that is not off, in the order of their ids, so that neither registration nor threads change an answer.</summary>
internal sealed class SignalPanel
{
    private readonly ISignal[] _signals;

    /// <summary>Takes the signals.</summary>
    /// <exception cref="InvalidOperationException">Two have the same id.</exception>
    public SignalPanel(IEnumerable<ISignal> signals)
    {
        _signals = [.. signals.Where(static s => s.Stage != SignalStage.Off).OrderBy(static s => s.Id, StringComparer.Ordinal)];
        for (var i = 1; i < _signals.Length; i++)
        {
            if (string.Equals(_signals[i].Id, _signals[i - 1].Id, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"two signals are called `{_signals[i].Id}`");
            }
        }
    }

    /// <summary>The signals, in the order of their ids.</summary>
    public ISignal[] Signals => _signals;

    /// <summary>The answers, in the order of the signals.</summary>
    public Finding[] Ask(ToolView tool)
    {
        var findings = new Finding[_signals.Length];
        for (var i = 0; i < findings.Length; i++)
        {
            findings[i] = _signals[i].Ask(tool);
        }

        return findings;
    }
}
