using System.Threading.Channels;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>A request under way to one server: with the client's id and token on this side, and with the gateway's own on the other.</summary>
/// <param name="admission">The leave to forward it, with the client's id.</param>
/// <param name="sent">What the server sees.</param>
/// <param name="key">The key of the id that the server sees, and of its progress token.</param>
/// <param name="isOfClient">False for requests of the gateway's own.</param>
internal sealed class Crossing(Admission admission, Admission sent, string key, bool isOfClient)
{
    private const int MaxWaiting = 1000;

    private readonly Channel<Told> _told = Channel.CreateUnbounded<Told>();

    public Admission Admission { get; } = admission;

    public Admission Sent { get; } = sent;

    public string Key { get; } = key;

    public bool IsOfClient { get; } = isOfClient;

    public Envelope Message => Admission.Message;

    public ChannelReader<Told> Told => _told.Reader;

    /// <summary>Tells something before the answer; a client too slow to take it loses what comes on top, and never the answer.</summary>
    public void Tell(ReadOnlyMemory<byte> message)
    {
        if (_told.Reader.Count < MaxWaiting)
        {
            _told.Writer.TryWrite(new Told(message, null, null));
        }
    }

    public void End(UpstreamMessage answer)
    {
        _told.Writer.TryWrite(new Told(default, answer, null));
        _told.Writer.TryComplete();
    }

    public void Fail(string reason)
    {
        _told.Writer.TryWrite(new Told(default, null, reason));
        _told.Writer.TryComplete();
    }
}
