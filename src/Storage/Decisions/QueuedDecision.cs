using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions;

/// <summary>An entry on its way to the disk.</summary>
internal sealed class QueuedDecision
{
    private readonly TaskCompletionSource? _written;

    /// <param name="decision">The entry; null for a mark.</param>
    /// <param name="at">When it came, as a timestamp.</param>
    /// <param name="isAwaited">Whether its caller waits until it is on disk.</param>
    public QueuedDecision(OpenDecision? decision, long at, bool isAwaited)
    {
        Decision = decision;
        At = at;
        _written = isAwaited ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    /// <summary>The entry; null for a mark.</summary>
    public OpenDecision? Decision { get; }

    public long At { get; }

    /// <summary>Whether its message is under way, so that the entry waits a moment for its outcome.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it counts among those that may be on their way.</summary>
    public bool HasPlace { get; init; } = true;

    public bool IsAwaited => _written is not null;

    public Task Written => _written?.Task ?? Task.CompletedTask;

    /// <summary>No entry: tells its caller when all before it are on disk.</summary>
    public static QueuedDecision Mark() => new(null, 0, isAwaited: true) { HasPlace = false };

    public void Complete() => _written?.TrySetResult();

    public void Fail(Exception failure) => _written?.TrySetException(failure);
}
