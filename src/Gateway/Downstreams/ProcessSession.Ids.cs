using System.Globalization;
using System.Text;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <content>Ids and progress tokens: the client's own in front of a process of its own, the gateway's in front of one that clients share.</content>
internal sealed partial class ProcessSession
{
    private Flight Begin(HttpPost post)
    {
        var message = post.Message;
        if (!_isShared)
        {
            var token = message.ProgressToken.IsPresent ? UpstreamMessage.KeyOrNull(message.ProgressToken.Of(message.Bytes).Span) : null;
            return Register(new Flight(post, post.Admission, message.IdKey!, token));
        }

        var number = Interlocked.Increment(ref _last);
        var id = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        var key = UpstreamMessage.KeyOf(id)!;
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)> { (message.Id, id) };
        if (message.ProgressToken.IsPresent)
        {
            pieces.Add((message.ProgressToken, id));
        }

        pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        var spliced = post.Admission.Respelled(Splice.Replace(message.Bytes, pieces.ToArray()));
        return Register(new Flight(post, spliced, key, message.ProgressToken.IsPresent ? key : null));
    }

    private Flight Register(Flight flight)
    {
        _flights[flight.Key] = flight;
        if (flight.Token is not null)
        {
            _tokens[flight.Token] = flight;
        }

        return flight;
    }

    private void Forget(Flight flight)
    {
        if (flight.Token is not null)
        {
            _tokens.TryRemove(KeyValuePair.Create(flight.Token, flight));
        }
    }

    private static byte[] WithOwnId(Flight flight, UpstreamMessage message)
    {
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)> { (message.Id, flight.Post.Message.IdBytes) };
        if (message.SubscriptionId.IsPresent)
        {
            pieces.Add((message.SubscriptionId, flight.Post.Message.IdBytes));
        }

        pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return Splice.Replace(message.Bytes, pieces.ToArray());
    }

    /// <summary>
    /// What a notice of cancelling is about. In front of a shared process it names an id of the client's own, which the process knows nothing of, or takes
    /// for another client's call: it is for the one request under way of that id, and where two clients use the same, nothing is guessed.
    /// </summary>
    private (Admission? Notice, Flight? Meant) Withdrawn(HttpPost post)
    {
        var (message, key) = (post.Message, post.Message.WithdrawnKey);
        if (!_isShared)
        {
            return (post.Admission, key is null ? null : _flights.GetValueOrDefault(key));
        }

        return key is not null && _flights.Values.Where(flight => flight.Post.Message.IdKey == key).Take(2).ToList() is [var meant]
            ? (post.Admission.Respelled(Splice.Replace(message.Bytes, (message.RequestId, meant.Admission.Message.IdBytes))), meant)
            : (null, null);
    }

    /// <summary>The client hung up: in the modern era that is how it cancels.</summary>
    private async Task CancelAsync(Flight flight)
    {
        if (flight.Post.Era == ProtocolEra.Modern)
        {
            var cancel = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{Encoding.UTF8.GetString(flight.Admission.Message.IdBytes.Span)}}},"reason":"The client disconnected"}}""");
            await _link.SendAsync(flight.Post.Admission.Notice(cancel), CancellationToken.None);
        }
    }
}
