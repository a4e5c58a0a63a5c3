using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Signals;

/// <summary>Asks every signal that is not off, in the order of their ids, so that neither registration nor threads change an answer.</summary>
internal sealed class SignalPanel
{
    private readonly ISignal[] _signals;
    private readonly Func<ToolView, Finding>[] _asks;

    /// <summary>Takes the signals.</summary>
    /// <exception cref="InvalidOperationException">Two have the same id.</exception>
    public SignalPanel(IEnumerable<ISignal> signals)
    {
        _signals = [.. signals.Where(static s => s.Stage != SignalStage.Off).OrderBy(static s => s.Id, StringComparer.Ordinal)];
        // A call through the interface looks the method up each time, for there are hundreds of types.
        _asks = [.. _signals.Select(static s => (Func<ToolView, Finding>)s.Ask)];
        for (var i = 1; i < _signals.Length; i++)
        {
            if (string.Equals(_signals[i].Id, _signals[i - 1].Id, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"two signals are called `{_signals[i].Id}`");
            }
        }
    }

    /// <summary>The place of a signal among the findings.</summary>
    /// <exception cref="InvalidOperationException">There is no such signal.</exception>
    public int PlaceOf(string id) => Array.FindIndex(_signals, s => string.Equals(s.Id, id, StringComparison.Ordinal)) is >= 0 and var at ? at : throw new InvalidOperationException($"there is no signal `{id}`");

    /// <summary>The signals, in the order of their ids.</summary>
    public ISignal[] Signals => _signals;

    /// <summary>The answers, in the order of the signals.</summary>
    public Finding[] Ask(ToolView tool) => Ask(tool, new Finding[_signals.Length]);

    /// <summary>The answers, in the order of the signals, in room for as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Finding[] Ask(ToolView tool, Finding[] findings)
    {
        var asks = _asks;
        for (var i = 0; i < asks.Length; i++)
        {
            findings[i] = asks[i](tool);
        }

        return findings;
    }
}
