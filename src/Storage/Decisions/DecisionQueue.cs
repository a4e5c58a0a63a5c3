using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions;

/// <summary>
/// The entries on their way, and the one writer that takes them to the target in order: a thread of its own, for a batch costs less than the hand-overs
/// between threads of the pool that it would take there.
/// </summary>
internal sealed class DecisionQueue(IDecisionTarget target, SemaphoreSlim places, TimeProvider time, Func<string> newId, Action<string> failed)
{
    private const int Together = 2048;

    // Entries that come within this time share a wait for the disk.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    // An entry whose message is under way waits so long for its outcome, and all behind it.
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(20);

    // What the writer waits on, so no lock of the newer kind.
    private readonly object _gate = new();
    private readonly LinkedList<QueuedDecision> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _writer;
    private bool _isIdle;
    private bool _isWriting;
    private bool _isUrgent;
    private bool _mayTry = true;
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
        lock (_gate)
        {
            _isClosed = true;
            if (_writer is null)
            {
                return 0;
            }

            Begin(isUrgent: true);
        }

        await _ended.Task;
        return Length;
    }

    /// <summary>Has the writer look, now where it is urgent; with the gate held.</summary>
    private void Begin(bool isUrgent)
    {
        _mayTry = true;
        _isUrgent |= isUrgent;
        if (_writer is null)
        {
            _writer = new Thread(Run) { IsBackground = true, Name = "decision log" };
            _writer.Start();
        }
        else if (_isIdle || isUrgent)
        {
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (NextOrNull() is { } batch)
        {
            if (batch.Count > 0)
            {
                Write(batch);
            }
        }

        _ended.SetResult();
    }

    /// <summary>Waits for entries, and a moment for more; gives what is to be written then, and null once all is done.</summary>
    private List<QueuedDecision>? NextOrNull()
    {
        lock (_gate)
        {
            _isWriting = false;
            while (_waiting.Count == 0 || !_mayTry)
            {
                if (_isClosed)
                {
                    return null;
                }

                _isIdle = true;
                Monitor.Wait(_gate);
                _isIdle = false;
            }

            if (!_isUrgent && _waiting.Count < Together)
            {
                Monitor.Wait(_gate, Linger);
            }

            var batch = new List<QueuedDecision>(Math.Min(_waiting.Count, Together));
            while (batch.Count < Together && _waiting.First is { } first && (_isUrgent || IsReady(first.Value)))
            {
                batch.Add(first.Value);
                _waiting.RemoveFirst();
            }

            _isUrgent &= _waiting.Count > 0;
            _isWriting = true;
            return batch;
        }
    }

    private bool IsReady(QueuedDecision queued) => !queued.IsOpen || queued.Decision!.IsSettled || time.GetElapsedTime(queued.At) >= Hold;

    private void Write(List<QueuedDecision> batch)
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
#pragma warning disable VSTHRD002 // The thread is there to wait for this, and nothing that it waits for needs it.
                target.WriteAsync(entries).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            }
        }
        catch (Exception failure)
        {
            // Whatever failed, nothing that was taken up may be lost for it, nor the thread.
            Distrust(failure.Message);
            PutBack(batch, Explain(failure));
            return;
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
            // Until somebody asks for another try.
            (_mayTry, _isUrgent) = (false, false);
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
