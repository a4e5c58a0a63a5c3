using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>Totals that this process no longer counts: what was drawn is written down, and what was reserved beyond it given back.</summary>
/// <param name="keys">The totals.</param>
/// <param name="isRecalled">True where another process asked for them.</param>
internal sealed class LetGoWork(IReadOnlyList<CounterKey> keys, bool isRecalled) : ICounterWork
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends however it went: what could not be written stays owned until the next time.</summary>
    public Task End => _end.Task;

    public IReadOnlyList<CounterKey> Keys => keys;

    IEnumerable<CounterKey> ICounterWork.Keys => keys;

    public void Run(CounterTransaction transaction)
    {
        foreach (var key in keys)
        {
            transaction.LetGo(key, isRecalled);
        }
    }

    public void Complete() => _end.TrySetResult();

    public void Fail() => _end.TrySetResult();
}
