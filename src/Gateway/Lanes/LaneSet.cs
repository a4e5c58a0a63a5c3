using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>The lanes in force, by name. A replacement keeps the lanes whose options are equal, with their sessions and the calls under way.</summary>
internal sealed partial class LaneSet(LaneFactory factory, TimeProvider clock, ILogger<LaneSet> logger) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim _replacing = new(1, 1);
    private readonly HashSet<Task> _draining = [];
    private FrozenDictionary<string, Lane> _lanes = FrozenDictionary<string, Lane>.Empty;
    private int _disposed;

    /// <summary>What is in force now.</summary>
    public IReadOnlyDictionary<string, Lane> Lanes => Volatile.Read(ref _lanes);

    public Lane? FindOrNull(string name) => Volatile.Read(ref _lanes).GetValueOrDefault(name);

    /// <summary>Puts lanes for these options in the place of those in force: new ones are started first, the ones that are left over drain in the background.</summary>
    /// <param name="wanted">Options with unlike server ids.</param>
    /// <param name="grace">How long calls under way in lanes that go may take to finish.</param>
    /// <param name="cancellationToken">Ends the start of new lanes; the old ones stay in force then.</param>
    public async Task ReplaceAsync(IReadOnlyList<GatewayOptions> wanted, TimeSpan grace, CancellationToken cancellationToken)
    {
        await _replacing.WaitAsync(cancellationToken);
        try
        {
            var old = _lanes;
            var next = new Dictionary<string, Lane>(StringComparer.Ordinal);
            var made = new List<Lane>();
            try
            {
                foreach (var options in wanted)
                {
                    var kept = old.GetValueOrDefault(options.ServerId);
                    if (kept?.Fingerprint != LaneFactory.FingerprintOf(options))
                    {
                        made.Add(kept = factory.Make(options));
                        await kept.StartAsync(cancellationToken);
                    }

                    next.Add(options.ServerId, kept);
                }
            }
            catch
            {
                foreach (var lane in made)
                {
                    await lane.DisposeAsync();
                }

                throw;
            }

            Volatile.Write(ref _lanes, next.ToFrozenDictionary(StringComparer.Ordinal));
            foreach (var gone in old.Values.Where(lane => next.GetValueOrDefault(lane.Name) != lane))
            {
                Drain(gone, grace);
            }
        }
        finally
        {
            _replacing.Release();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _replacing.WaitAsync(CancellationToken.None);
        var lanes = _lanes;
        _lanes = FrozenDictionary<string, Lane>.Empty;
        Task[] draining;
        lock (_draining)
        {
            draining = [.. _draining];
        }

        // The host has stopped listening and waited for the calls under way before it comes to this.
        await Task.WhenAll([.. lanes.Values.Select(lane => lane.CloseAsync(TimeSpan.Zero, clock)), .. draining]);
        _replacing.Dispose();
    }

    private void Drain(Lane lane, TimeSpan grace)
    {
        LogGone(lane.Name);
        var closing = lane.CloseAsync(grace, clock);
        lock (_draining)
        {
            _draining.Add(closing);
        }

        _ = closing.ContinueWith(
            done =>
            {
                lock (_draining)
                {
                    _draining.Remove(done);
                }
            },
            TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The server '{Server}' is no longer served as it was: calls under way are finished")]
    private partial void LogGone(string server);
}
