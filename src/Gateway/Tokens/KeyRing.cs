using Catalog.Gateway.AuthorizationServers;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tokens;

/// <summary>
/// The keys of one issuer: asked for when they are first needed and when they have grown old, once for however many callers. While the
/// issuer cannot be reached the ones that are known stay good for a time.
/// </summary>
internal sealed partial class KeyRing(TokenIssuer issuer, OutgoingCalls calls, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan OfFiles = TimeSpan.FromSeconds(10);

    /// <summary>After a failure, and after a key that was not there, so long nothing is asked.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    /// <summary>So long a caller waits for keys anew, where the ones before are good still.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private KeySet? _keys;
    private DateTimeOffset _freshUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _goodUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private Task? _asking;
    private DateTimeOffset _askedAt;

    /// <summary>The keys that are good now; null where none can be had. An issuer that is silent holds callers up for a moment, where its keys are known.</summary>
    public ValueTask<KeySet?> CurrentAsync(CancellationToken cancellationToken)
    {
        Task asking;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now < _freshUntil || (_asking is null && now < _notBefore))
            {
                return ValueTask.FromResult(GoodOrNull(now));
            }

            asking = Ask();
            if (GoodOrNull(now) is { } known)
            {
                return now - _askedAt < Patience ? WaitAsync(asking, known, cancellationToken) : ValueTask.FromResult<KeySet?>(known);
            }
        }

        return WaitAsync(asking, cancellationToken);
    }

    /// <summary>The keys after another look, because a token names one that is not there; the same ones where the last look was just now.</summary>
    /// <param name="seen">The keys without it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<KeySet?> LookAgainAsync(KeySet seen, CancellationToken cancellationToken)
    {
        Task asking;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!ReferenceEquals(seen, _keys) || (_asking is null && now < _notBefore))
            {
                return ValueTask.FromResult(GoodOrNull(now));
            }

            asking = Ask();
        }

        return WaitAsync(asking, cancellationToken);
    }

    private KeySet? GoodOrNull(DateTimeOffset now) => now < _goodUntil ? _keys : null;

    private async ValueTask<KeySet?> WaitAsync(Task asking, CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return GoodOrNull(clock.GetUtcNow());
        }
    }

    private async ValueTask<KeySet?> WaitAsync(Task asking, KeySet known, CancellationToken cancellationToken)
    {
        try
        {
            await asking.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return known;
        }

        return await WaitAsync(asking, cancellationToken);
    }

    private Task Ask()
    {
        if (_asking is null)
        {
            // Not ended by the caller who happened to begin it: others wait for it too.
            (_asking, _askedAt) = (Task.Run(AskAsync, CancellationToken.None), clock.GetUtcNow());
        }

        return _asking;
    }

    private async Task AskAsync()
    {
        var (keys, age, failure) = (default(KeySet), default(TimeSpan?), "the gateway failed to ask");
        try
        {
            (keys, age, failure) = issuer.KeysFile is { } file ? await ReadAsync(file) : await FetchAsync();
        }
        finally
        {
            Take(keys, age, failure);
        }
    }

    private void Take(KeySet? keys, TimeSpan? age, string failure)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            _asking = null;
            _notBefore = now + (issuer.KeysFile is null ? Between : OfFiles);
            if (keys is not null)
            {
                _keys = keys.Version == _keys?.Version ? _keys : keys;
                _freshUntil = now + (issuer.KeysFile is null ? TimeSpan.FromTicks(Math.Clamp((age ?? Usual).Ticks, Shortest.Ticks, Longest.Ticks)) : OfFiles);
                _goodUntil = _freshUntil + issuer.KeepKeys;
                return;
            }
        }

        LogNoKeys(issuer.Name, failure);
    }

    private async Task<(KeySet? Keys, TimeSpan? Age, string Failure)> FetchAsync()
    {
        var address = issuer.KeysAddress;
        if (address is null)
        {
            var (metadata, failure) = await ServerDiscovery.FindAsync(calls, issuer.Issuer, issuer.IsPrivate, CancellationToken.None);
            if (metadata?.KeysAddress is null)
            {
                return (null, null, failure ?? "its metadata names no fit address of its keys");
            }

            address = metadata.KeysAddress;
        }

        var reply = await calls.GetAsync(address, issuer.IsPrivate, CancellationToken.None);
        return !reply.IsSuccess ? (null, null, reply.Why)
            : KeySet.OfOrNull(reply.Body) is { } keys ? (keys, reply.MaxAge, "")
            : (null, null, "what it gives as its keys holds none that is of use");
    }

    private static async Task<(KeySet? Keys, TimeSpan? Age, string Failure)> ReadAsync(string file)
    {
        try
        {
            return KeySet.OfOrNull(await File.ReadAllBytesAsync(file)) is { } keys ? (keys, null, "") : (null, null, "the file of its keys holds none that is of use");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, null, "the file of its keys cannot be read");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the issuer '{Issuer}' cannot be had: {Reason}")]
    private partial void LogNoKeys(string issuer, string reason);
}
