using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Administration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Health;

/// <summary>
/// Whether the gateway can serve: its log can be written, its stores answer. Anybody may ask, so one look serves all who ask within a second.
/// </summary>
internal sealed partial class Readiness(
    IDecisionLog log, IGrantStore grants, ICounterStore counters, ServedServers servers, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<ReadinessFinding>>? _looking;
    private long _lookedAt;
    private bool _sawFailing;

    /// <summary>What the last look found, or a new one.</summary>
    public Task<IReadOnlyList<ReadinessFinding>> ReadAsync()
    {
        lock (_gate)
        {
            // A look is over as well when a write of the log has failed since, or came through again: what is known is not told otherwise for a second.
            var isFailing = log.State.IsFailing;
            if (_looking is null || (_looking.IsCompleted && (clock.GetElapsedTime(_lookedAt) >= GoodFor || isFailing != _sawFailing)))
            {
                _sawFailing = isFailing;
                _lookedAt = clock.GetTimestamp();
                _looking = LookAsync();
            }

            return _looking;
        }
    }

    private async Task<IReadOnlyList<ReadinessFinding>> LookAsync()
    {
        // Nothing listens before the configuration and its policies are in force; a bad change of them leaves the old ones there.
        var configuration = lifetime.ApplicationStopping.IsCancellationRequested
            ? new ReadinessFinding("configuration", false, "the gateway is ending")
            : new ReadinessFinding("configuration", true, null);
        var store = TryAsync("store", "the store of grants and approvals cannot be read", async token => await grants.FindByTokenHashOrNullAsync("", token) is null);
        var written = TryAsync("decision-log", "the decision log cannot be written, so nothing is forwarded", async token =>
        {
            await log.CheckAsync(token);
            return true;
        });
        var counted = TryAsync("counters", "the store of counters cannot be reached, so calls with limits are denied", counters.IsReachableAsync);
        await Task.WhenAll(store, written, counted);
        return
        [
            configuration,
            await store,
            Lenient(await written, log.State.PassesUnwritten, "the decision log cannot be written, and calls go on unrecorded"),
            Lenient(await counted, servers.Now().All(static s => s.Options.CountersFailOpen), "the store of counters cannot be reached, and calls pass uncounted"),
        ];
    }

    private static ReadinessFinding Lenient(ReadinessFinding found, bool isLenient, string reason) => found.Ok || !isLenient ? found : found with { Ok = true, Reason = reason };

    private async Task<ReadinessFinding> TryAsync(string name, string reason, Func<CancellationToken, Task<bool>> look)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            return await look(limit.Token).WaitAsync(limit.Token) ? new ReadinessFinding(name, true, null) : new ReadinessFinding(name, false, reason);
        }
        catch (Exception failure) when (failure is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Why stands in the gateway's own log: who asks here shows nothing.
            LogNotReady(name, failure is OperationCanceledException ? "it did not answer in time" : failure.Message);
            return new ReadinessFinding(name, false, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway is not ready, for its '{Part}' fails: {Reason}")]
    private partial void LogNotReady(string part, string reason);
}
