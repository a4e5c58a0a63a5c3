using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions;

/// <summary>The entries on their way, and the one writer that takes them to the target in order.</summary>
internal sealed class DecisionQueue(IDecisionTarget target, SemaphoreSlim places, TimeProvider time, Func<string> newId, Action<string> failed)
{
    private const int Together = 2048;

    // Entries that come within this time share a wait for the disk.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    // An entry whose message is under way waits so long for its outcome, and all behind it.
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly LinkedList<QueuedDecision> _waiting = [];
    private TaskCompletionSource _kick = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;
    private bool _isClosed;
    private volatile TaskCompletionSource _trouble = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the last try failed.</summary>
    public bool IsFailing => _trouble.Task.IsCompleted;

    /// <summary>Ends once a try fails; a new one after the next that does not.</summary>
    public Task Trouble => _trouble.Task;

    /// <summary>How many are on their way.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Takes an entry up.</summary>
    /// <returns>False once it is closed.</returns>
    public bool TryAdd(QueuedDecision queued)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _waiting.AddLast(queued);
                Begin(queued.IsAwaited);
            }

            return !_isClosed;
        }
    }

    /// <summary>Tries again after a failure.</summary>
    public void Kick()
    {
        lock (_gate)
        {
            Begin(isUrgent: true);
        }
    }

    /// <summary>Takes the target for one whose last try failed.</summary>
    /// <param name="reason">Why.</param>
    public void Distrust(string reason)
    {
        if (_trouble.TrySetResult())
        {
            failed(reason);
        }
    }

    /// <summary>Writes everything that was added before.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isClosed || (_waiting.Count == 0 && !_isWriting && !IsFailing))
            {
                return;
            }
        }

        var mark = QueuedDecision.Mark();
        if (TryAdd(mark))
        {
            await mark.Written.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Writes everything and takes up nothing more.</summary>
    /// <returns>How many could not be written.</returns>
    public async Task<int> CloseAsync()
    {
        Task writing;
        lock (_gate)
        {
            _isClosed = true;
            if (_waiting.Count > 0)
            {
                Begin(isUrgent: true);
            }

            writing = _writing;
        }

        // A writer that was about to end when an entry came is followed by another one.
        for (var last = Task.CompletedTask; writing != last;)
        {
            await writing;
            lock (_gate)
            {
                (last, writing) = (writing, _writing);
            }
        }

        return Length;
    }

    private void Begin(bool isUrgent)
    {
        if (isUrgent)
        {
            _kick.TrySetResult();
        }

        if (!_isWriting)
        {
            _isWriting = true;
            _writing = Task.Run(WriteAsync);
        }
    }

    private async Task WriteAsync()
    {
        var isDone = false;
        try
        {
            while (await LingerAsync() is { } batch)
            {
                if (batch.Count > 0 && !await TryWriteAsync(batch))
                {
                    break;
                }
            }

            isDone = true;
        }
        finally
        {
            lock (_gate)
            {
                // Added since the last look, or after a failure by a caller who waits for an answer.
                if (isDone && (IsFailing ? _waiting.Any(static queued => queued.IsAwaited) : _waiting.Count > 0))
                {
                    _writing = Task.Run(WriteAsync);
                }
                else
                {
                    _isWriting = false;
                }
            }
        }
    }

    /// <summary>Waits a moment, and gives what is to be written then; null where nothing waits.</summary>
    private async Task<List<QueuedDecision>?> LingerAsync()
    {
        Task kick;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return null;
            }

            kick = _kick.Task;
        }

        if (!kick.IsCompleted && Length < Together)
        {
            await Task.WhenAny(kick, Task.Delay(Linger, time));
        }

        lock (_gate)
        {
            var isUrgent = _kick.Task.IsCompleted;
            var batch = new List<QueuedDecision>(Math.Min(_waiting.Count, Together));
            while (batch.Count < Together && _waiting.First is { } first && (isUrgent || IsReady(first.Value)))
            {
                batch.Add(first.Value);
                _waiting.RemoveFirst();
            }

            if (isUrgent && _waiting.Count == 0)
            {
                _kick = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return batch;
        }
    }

    private bool IsReady(QueuedDecision queued) => !queued.IsOpen || queued.Decision!.IsSettled || time.GetElapsedTime(queued.At) >= Hold;

    private async Task<bool> TryWriteAsync(List<QueuedDecision> batch)
    {
        try
        {
            var entries = new List<DecisionLogEntry>(batch.Count);
            foreach (var queued in batch)
            {
                if (queued.Decision is { } decision)
                {
                    entries.Add(decision.Take(newId));
                }
            }

            if (entries.Count > 0)
            {
                await target.WriteAsync(entries);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever failed, nothing that was taken up may be lost for it.
            Distrust(failure.Message);
            PutBack(batch, Explain(failure));
            return false;
        }

        if (IsFailing)
        {
            _trouble = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Release(batch);
        foreach (var queued in batch)
        {
            queued.Complete();
        }

        return true;
    }

    private static StoreException Explain(Exception failure) => failure switch
    {
        StoreException known => known,
        ObjectDisposedException => new StoreException("the decision log is closed: the gateway is ending", failure),
        _ => new StoreException($"the decision log could not be written: {failure.Message}", failure),
    };

    /// <summary>What was accepted stays, in order; whoever waits hears of it, and forwards nothing.</summary>
    private void PutBack(List<QueuedDecision> batch, StoreException failure)
    {
        var refused = batch.FindAll(static queued => queued.IsAwaited);
        lock (_gate)
        {
            _kick = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            for (var i = batch.Count - 1; i >= 0; i--)
            {
                if (!batch[i].IsAwaited)
                {
                    _waiting.AddFirst(batch[i]);
                }
            }

            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.IsAwaited)
                {
                    refused.Add(node.Value);
                    _waiting.Remove(node);
                }

                node = next;
            }
        }

        Release(refused);
        foreach (var queued in refused)
        {
            queued.Fail(failure);
        }
    }

    private void Release(List<QueuedDecision> batch)
    {
        var count = batch.Count(static queued => queued.HasPlace);
        if (count > 0)
        {
            places.Release(count);
        }
    }
}
