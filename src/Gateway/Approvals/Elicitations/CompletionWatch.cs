using System.Threading.Channels;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>
/// Tells clients of the legacy era that a page they were asked to open is done with, once a person decided there and the call that asked was
/// answered long before: <c>notifications/elicitation/complete</c> (2025-11-25, elicitation). Of a request that nobody decides in time nothing
/// is told, for nothing was completed.
/// </summary>
internal sealed partial class CompletionWatch(IApprovalStore approvals, TimeProvider clock, ILogger<CompletionWatch> logger) : BackgroundService
{
    /// <summary>How many pages are watched at the same time; of more than these clients are told nothing, which the protocol allows.</summary>
    public const int Most = 10_000;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<(string Approval, string Elicitation, string? Session), Func<ReadOnlyMemory<byte>, bool>> _watched = [];
    private readonly Lock _gate = new();

    /// <summary>How many pages are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watched.Count;
            }
        }
    }

    /// <summary>Tells a session once a request is decided. Asked twice for the same it tells once.</summary>
    /// <param name="approval">The request's id.</param>
    /// <param name="elicitation">The id under which the client was asked to open its page.</param>
    /// <param name="session">The client's session; null for the only one.</param>
    /// <param name="tell">Sends to that session and to no other; false where it has ended.</param>
    public void Watch(string approval, string elicitation, string? session, Func<ReadOnlyMemory<byte>, bool> tell)
    {
        lock (_gate)
        {
            if (_watched.Count < Most)
            {
                _watched[(approval, elicitation, session)] = tell;
            }
        }

        _woken.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Another process may be where the decision is made, so the store is asked; nothing is where nobody waits.
        await foreach (var _ in _woken.Reader.ReadAllAsync(stoppingToken))
        {
            do
            {
                await Task.Delay(Between, clock, stoppingToken);
                await LookAsync(stoppingToken);
            }
            while (Count > 0);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        List<(string Approval, string Elicitation, string? Session)> keys;
        lock (_gate)
        {
            keys = [.. _watched.Keys];
        }

        foreach (var asked in keys.GroupBy(static k => k.Approval, StringComparer.Ordinal))
        {
            ApprovalState? state;
            try
            {
                state = (await approvals.FindOrNullAsync(asked.Key, cancellationToken))?.State;
            }
            catch (StoreException failure)
            {
                LogUnread(failure.Message);
                return;
            }

            if (state == ApprovalState.Pending)
            {
                continue;
            }

            foreach (var key in asked)
            {
                Func<ReadOnlyMemory<byte>, bool>? tell;
                lock (_gate)
                {
                    _watched.Remove(key, out tell);
                }

                if (state is not (null or ApprovalState.Lapsed))
                {
                    tell?.Invoke(ElicitationText.Complete(key.Elicitation));
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether requests for approval were decided cannot be read now: {Reason}")]
    private partial void LogUnread(string reason);
}
