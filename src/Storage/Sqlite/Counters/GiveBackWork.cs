using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>What a call drew on totals that are not counted in this process.</summary>
internal sealed class GiveBackWork(IReadOnlyList<LeasePart> parts) : ICounterWork
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True where it was given back.</summary>
    public Task<bool> End => _end.Task;

    public IEnumerable<CounterKey> Keys => parts.Select(static part => part.Key);

    public void Run(CounterTransaction transaction)
    {
        foreach (var part in parts)
        {
            transaction.GiveBack(part);
        }
    }

    public void Complete() => _end.TrySetResult(true);

    public void Fail() => _end.TrySetResult(false);
}
