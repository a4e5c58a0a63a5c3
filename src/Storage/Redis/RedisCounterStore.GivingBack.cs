using Catalog.Core.Counters;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Redis;

/// <content>What goes back to the server: draws of calls that did not run, and blocks that nobody uses.</content>
internal sealed partial class RedisCounterStore
{
    /// <inheritdoc/>
    public async Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var parts = lease.Take(keys).Where(part => !_blocks.TryGiveBack(part)).ToList();
        if (parts.Count > 0)
        {
            await GiveBackAsync(parts, cancellationToken);
        }
    }

    /// <summary>Gives back what is left of blocks that nobody uses.</summary>
    private async Task SweepAsync(bool all)
    {
        Task giving;
        lock (_blocks.Gate)
        {
            var unused = _blocks.TakeUnused(all);
            if (unused.Count == 0)
            {
                return;
            }

            giving = GiveBackAsync(unused, CancellationToken.None);
        }

        await giving;
    }

    private async Task GiveBackAsync(IReadOnlyList<LeasePart> parts, CancellationToken cancellationToken)
    {
        try
        {
            await Refunding.RunAsync(_client, connection => Refund(parts, connection), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (RedisException failure)
        {
            // What is not given back refuses a call too many, never one too few.
            LogNotGivenBack(failure.Message);
        }
    }

    // What was drawn on another connection stays drawn: the server may be another one now, which never counted it.
    private (IReadOnlyList<string> Keys, IReadOnlyList<string> Values) Refund(IReadOnlyList<LeasePart> parts, long connection)
    {
        var keys = new List<string>(parts.Count);
        var values = Moment();
        foreach (var part in parts)
        {
            if (RedisGeneration.NameOrNull(part.Generation, connection) is { } name)
            {
                keys.Add(RedisKeys.Of(part.Key));
                values.Add(Seconds(part.WindowStart));
                values.Add(Seconds(CounterWindows.EndOf(part.Key.Window, part.WindowStart)));
                values.Add(Digits(part.Nanos));
                values.Add(name);
            }
        }

        return (keys, values);
    }

    private async Task GiveBackAsync(Task<Reservation> left)
    {
        if ((await left).Lease is { } lease)
        {
            await RefundAsync(lease, null, CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A draw could not be given back and stays drawn: {Reason}")]
    private partial void LogNotGivenBack(string reason);
}
