namespace Catalog.Gateway.Enforcement;

/// <summary>Which grant began which task, and in which session. Kept in memory: after a restart nobody follows up an older task.</summary>
internal sealed class TaskLedger
{
    private const int MaxTasks = 20_000;
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallRecord> _tasks = new(StringComparer.Ordinal);
    private readonly Queue<string> _byAge = new();
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

            _byAge.Enqueue(taskId);
            _bytes += call.Bytes;
            while (_byAge.Count > 1 && (_byAge.Count > MaxTasks || _bytes > MaxBytes) && _tasks.Remove(_byAge.Dequeue(), out var oldest))
            {
                _bytes -= oldest.Bytes;
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
}
