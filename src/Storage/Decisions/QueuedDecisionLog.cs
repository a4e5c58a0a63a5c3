using System.Globalization;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Decisions;

/// <summary>
/// Takes entries in order and writes them in batches, a moment later, so that the outcome of a quick call is part of its entry. While the
/// target is out of order, each entry is tried by itself and its caller hears whether it was kept; what was accepted before is kept in memory and written first.
/// </summary>
internal sealed partial class QueuedDecisionLog : IDecisionLog, IAsyncDisposable, IDisposable
{
    // At the end, calls under way are waited for so long: what became of them belongs to what they were allowed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<DecisionLogEntry, DecisionOutcome, TimeSpan?, IReadOnlyList<DecisionFinding>?> _late;
    private readonly Action _ended;
    private readonly IDecisionTarget _target;
    private readonly DecisionLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueuedDecisionLog> _log;
    private readonly DecisionQueue _queue;
    private readonly SemaphoreSlim _places;
    private readonly string _run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
    private long _ids;
    private long _lost;
    private int _underWay;
    private int _closed;

    public QueuedDecisionLog(IDecisionTarget target, DecisionLogOptions options, TimeProvider time, ILogger<QueuedDecisionLog> log)
    {
        _target = target;
        _options = options;
        _time = time;
        _log = log;
        (_late, _ended) = (Late, Ended);
        _places = new SemaphoreSlim(options.QueueLength);
        _queue = new DecisionQueue(target, _places, time, NewId, LogFailed);
    }

    /// <inheritdoc/>
    public DecisionLogState State => new(_queue.Length, _queue.IsFailing, _options.FailOpen);

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _target.CheckAsync(cancellationToken);
        }
        catch (StoreException failure)
        {
            // Known before any call comes: none is let through on trust.
            _queue.Distrust(failure.Message);
            throw;
        }

        await _queue.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken) =>
        await AddAsync(new OpenDecision(entry, late: null), isOpen: false, cancellationToken);

    /// <inheritdoc/>
    public async Task<OpenDecision> OpenAsync(DecisionLogEntry entry, CancellationToken cancellationToken)
    {
        // Counted first: whoever closes the log either sees it or refuses it.
        Interlocked.Increment(ref _underWay);
        var isKept = false;
        try
        {
            var decision = new OpenDecision(entry, _late, _ended);
            await AddAsync(decision, isOpen: true, cancellationToken);
            isKept = true;
            return decision;
        }
        finally
        {
            if (!isKept)
            {
                Ended();
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        await _queue.FlushAsync(cancellationToken);
        return await _target.ListAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken)
    {
        await _queue.FlushAsync(cancellationToken);
        return await _target.VerifyAsync(known, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        // Nothing new is taken from here on, so that this ends: answers that are on their way to their callers are still told.
        // By the machine's clock, whatever clock stamps the entries: a process that ends must not wait for one that stands still.
        if (Volatile.Read(ref _underWay) > 0 && await Task.WhenAny(_quiet.Task, Task.Delay(Patience)) != _quiet.Task)
        {
            LogUnsettled(Volatile.Read(ref _underWay));
        }

        var left = await _queue.CloseAsync();
        if (left > 0)
        {
            LogLeft(left);
        }

        await _target.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // A container that is disposed without await has to wait here until what is queued is written; nothing of it needs the caller's thread.
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async ValueTask AddAsync(OpenDecision decision, bool isOpen, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _closed) != 0 && !_options.FailOpen)
        {
            throw Closed();
        }

        var hasPlace = await HasPlaceAsync(cancellationToken);
        if (_options.FailOpen)
        {
            // Calls go on without their entry: while the target is out of order only as many are kept as there are places.
            if (!hasPlace && !_places.Wait(0, CancellationToken.None))
            {
                Interlocked.Increment(ref _lost);
                _queue.Kick();
                return;
            }

            hasPlace = true;
            TellLost();
        }

        var queued = new QueuedDecision(decision, _time.GetTimestamp(), isAwaited: _options.Sync || !hasPlace) { IsOpen = isOpen, HasPlace = hasPlace };
        try
        {
            if (!_queue.TryAdd(queued))
            {
                throw Closed();
            }

            await queued.Written;
        }
        catch (StoreException) when (_options.FailOpen)
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Waits for a place as long as the target works.</summary>
    private async ValueTask<bool> HasPlaceAsync(CancellationToken cancellationToken)
    {
        var trouble = _queue.Trouble;
        if (trouble.IsCompleted)
        {
            return false;
        }

        if (_places.Wait(0, CancellationToken.None))
        {
            return true;
        }

        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var place = _places.WaitAsync(leave.Token);
        if (await Task.WhenAny(place, trouble) != place)
        {
            await leave.CancelAsync();
        }

        try
        {
            await place;
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void TellLost()
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
        {
            _queue.TryAdd(new QueuedDecision(new OpenDecision(Gap(lost), late: null), _time.GetTimestamp(), isAwaited: false) { HasPlace = false });
        }
    }

    private DecisionLogEntry Gap(long lost) => new()
    {
        Time = _time.GetUtcNow(),
        Server = "",
        Decision = DecisionKind.Refuse,
        Rule = "(log gap)",
        Error = string.Create(CultureInfo.InvariantCulture, $"the log could not be written, and {lost} entries before this one are lost"),
    };

    private static StoreException Closed() => new("the decision log is closed: the gateway is ending");

    private void Ended()
    {
        if (Interlocked.Decrement(ref _underWay) == 0 && Volatile.Read(ref _closed) != 0)
        {
            _quiet.TrySetResult();
        }
    }

    // Settling waits for nobody: such an entry is bounded by the calls that are under way.
    private void Late(DecisionLogEntry written, DecisionOutcome outcome, TimeSpan? upstream, IReadOnlyList<DecisionFinding>? findings)
    {
        var entry = new DecisionLogEntry
        {
            Of = written.Id,
            Time = _time.GetUtcNow(),
            Grant = written.Grant,
            Session = written.Session,
            Server = written.Server,
            Method = written.Method,
            Tool = written.Tool,
            Decision = DecisionKind.Settled,
            Outcome = outcome,
            UpstreamMicroseconds = (long?)upstream?.TotalMicroseconds,
            Findings = findings,
        };
        if (!_queue.TryAdd(new QueuedDecision(new OpenDecision(entry, late: null), _time.GetTimestamp(), isAwaited: false) { HasPlace = false }))
        {
            LogTooLate(written.Id ?? "", outcome);
        }
    }

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"{_run}-{Interlocked.Increment(ref _ids)}");

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The decision log cannot be written: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Count} entries of the decision log could not be written before the end")]
    private partial void LogLeft(int count);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Count} calls were under way when the decision log was closed: it does not say what became of them")]
    private partial void LogUnsettled(int count);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "The call of entry '{Id}' ended as {Outcome} after the decision log was closed, which does not say so")]
    private partial void LogTooLate(string id, DecisionOutcome outcome);
}
