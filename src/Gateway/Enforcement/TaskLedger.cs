namespace Catalog.Gateway.Enforcement;

/// <summary>Which grant began which task, and in which session. Kept in memory: after a restart nobody follows up an older task. A grant has its share, and then loses its own oldest.</summary>
internal sealed class TaskLedger
{
    /// <summary>How many of one grant are kept.</summary>
    public const int MaxOfGrant = 2000;

    /// <summary>Bytes of arguments that are kept of one grant, 64 MB; the newest task is kept whatever it has.</summary>
    public const long MaxBytesOfGrant = 64 * 1024 * 1024;

    private const int MaxTasks = 20_000;
    private const long MaxBytes = 256 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallRecord> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Share> _ofGrant = new(StringComparer.Ordinal);
    private long _bytes;

    public void Begun(string taskId, CallRecord call)
    {
        lock (_gate)
        {
            // The first to begin it keeps it: an upstream that issues an id twice must not hand a task over.
            if (!_tasks.TryAdd(taskId, call))
            {
                return;
            }

            if (!_ofGrant.TryGetValue(call.Grant, out var own))
            {
                _ofGrant[call.Grant] = own = new Share();
            }

            own.ByAge.Enqueue(taskId);
            own.Bytes += call.Bytes;
            _bytes += call.Bytes;
            while (own.ByAge.Count > 1 && (own.ByAge.Count > MaxOfGrant || own.Bytes > MaxBytesOfGrant))
            {
                ForgetOldest(call.Grant, own);
            }

            while (_tasks.Count > MaxTasks || (_bytes > MaxBytes && _tasks.Count > 1))
            {
                // Whoever has most loses first, so that none can drive the others out.
                var (grant, most) = _tasks.Count > MaxTasks ? _ofGrant.MaxBy(static g => g.Value.ByAge.Count) : _ofGrant.MaxBy(static g => g.Value.Bytes);
                ForgetOldest(grant, most);
            }
        }
    }

    /// <summary>The call that began a task, where this grant made it in this session; else null.</summary>
    public CallRecord? FindOrNull(string taskId, string grant, string? session)
    {
        lock (_gate)
        {
            return _tasks.TryGetValue(taskId, out var call) && call.Grant == grant && call.Session == session ? call : null;
        }
    }

    private void ForgetOldest(string grant, Share share)
    {
        if (_tasks.Remove(share.ByAge.Dequeue(), out var oldest))
        {
            share.Bytes -= oldest.Bytes;
            _bytes -= oldest.Bytes;
        }

        if (share.ByAge.Count == 0)
        {
            _ofGrant.Remove(grant);
        }
    }

    private sealed class Share
    {
        public Queue<string> ByAge { get; } = new();

        public long Bytes { get; set; }
    }
}
