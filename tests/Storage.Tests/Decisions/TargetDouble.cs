using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;

namespace Catalog.Storage.Tests.Decisions;

/// <summary>A target that a test stops, breaks and mends.</summary>
internal sealed class TargetDouble : IDecisionTarget
{
    private TaskCompletionSource _open = Opened();

    public List<DecisionLogEntry> Kept { get; } = [];

    public bool IsBroken { get; set; }

    /// <summary>What a broken one throws.</summary>
    public Exception Fault { get; set; } = new StoreException("the disk is full: make room");

    public bool IsDisposed { get; private set; }

    /// <summary>Writes wait until <see cref="Resume"/>.</summary>
    public void Stop() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _open.TrySetResult();

    public async Task WriteAsync(IReadOnlyList<DecisionLogEntry> entries)
    {
        await _open.Task;
        if (IsBroken)
        {
            throw Fault;
        }

        Kept.AddRange(entries);
    }

    public Task CheckAsync(CancellationToken cancellationToken) => WriteAsync([]);

    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DecisionLogEntry>>([.. Kept.AsEnumerable().Reverse()]);

    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) => Task.FromResult(new DecisionLogCheck { Entries = Kept.Count });

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
