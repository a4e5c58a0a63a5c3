using System.Collections.Concurrent;
using System.Globalization;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>The questions of one call that nobody answered yet. A server may ask several at once, and take one back.</summary>
internal sealed class OpenWishes
{
    private const int Most = 16;
    private const int MostBytes = 256 * 1024;

    private readonly ConcurrentDictionary<string, (Wish Wish, string? IdKey)> _open = new(StringComparer.Ordinal);
    private int _asked;

    /// <summary>All of them, in the order in which they were asked.</summary>
    public IReadOnlyList<Wish> All => [.. _open.Values.Select(static w => w.Wish).OrderBy(static w => w.Key.Length).ThenBy(static w => w.Key, StringComparer.Ordinal)];

    /// <summary>How long their parameters are together.</summary>
    public long Bytes => _open.Values.Sum(static w => (long)w.Wish.Params.Length);

    /// <returns>False where the call asks for too much at once, or cannot be put to a client without a doubt of what it means.</returns>
    public bool TryAdd(UpstreamMessage question)
    {
        var parameters = question.Params.IsPresent ? question.Params.Of(question.Bytes) : "{}"u8.ToArray();
        if (question.IsAmbiguous || question.Method is null || parameters.Span[0] != (byte)'{' || _open.Count >= Most || Bytes + parameters.Length > MostBytes)
        {
            return false;
        }

        var key = "ask" + Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture);
        // Its bytes may be gone when it is answered.
        _open[key] = (new Wish(key, question.Id.Of(question.Bytes).ToArray(), question.Method, parameters.ToArray()), question.IdKey);
        return true;
    }

    /// <summary>Takes a question away: it is answered, or the server took it back.</summary>
    /// <returns>False where it was away already.</returns>
    public bool TryTake(Wish wish) => _open.TryRemove(wish.Key, out _);

    /// <summary>The server takes back the question of an id.</summary>
    public bool TryWithdraw(string idKey) => _open.Values.FirstOrDefault(w => w.IdKey == idKey).Wish is { } wish && TryTake(wish);
}
