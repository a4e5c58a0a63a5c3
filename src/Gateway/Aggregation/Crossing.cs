using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Downstreams;
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
    private readonly Backlog _backlog = new();
    private readonly Channel<Told> _told = Channel.CreateUnbounded<Told>();
    private volatile bool _isParked;

    /// <summary>The leave of the client's last message about it: of a retry, once there was one.</summary>
    public Admission Admission { get; private set; } = admission;

    public Admission Sent { get; } = sent;

    public string Key { get; } = key;

    public bool IsOfClient { get; } = isOfClient;

    public Envelope Message => Admission.Message;

    /// <summary>What the server asks of a client of the modern era, and nobody answered yet.</summary>
    public OpenWishes Wishes { get; } = new();

    /// <summary>The pages that its client was asked to open for it; null where it can be asked for none.</summary>
    public OpenPages? Pages { get; set; }

    /// <summary>Whether the server asked something for it.</summary>
    public bool HasAsked { get; private set; }

    /// <summary>Whether the server answered it.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether it holds up other calls that ask; left when it ends.</summary>
    public bool HasTurn { get; init; }

    /// <summary>Whether it waits for its client to come back: what is told meanwhile is lost, and the answer kept.</summary>
    public bool IsParked { get => _isParked; set => _isParked = value; }

    /// <summary>What is told, each once.</summary>
    public async IAsyncEnumerable<Told> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var told in _told.Reader.ReadAllAsync(cancellationToken))
        {
            if (!told.Message.IsEmpty)
            {
                _backlog.Take(told.Message.Length);
            }

            yield return told;
        }
    }

    /// <summary>Tells something before the answer; a client too slow to take it loses what comes on top, and never the answer.</summary>
    public void Tell(ReadOnlyMemory<byte> message)
    {
        if (!_isParked && _backlog.TryAdd(message.Length) && !_told.Writer.TryWrite(new Told(message, null, null)))
        {
            _backlog.Take(message.Length);
        }
    }

    /// <summary>Takes a question of the server for a client that is asked by its results.</summary>
    /// <returns>False where this call cannot ask for it.</returns>
    public bool TryAsk(UpstreamMessage question)
    {
        if (!IsOfClient || Message.Method is not (Methods.ToolsCall or Methods.GetPrompt or Methods.ReadResource) || !Wishes.TryAdd(question))
        {
            return false;
        }

        HasAsked = true;
        // What to ask stands in the wishes; this wakes whoever waits for the server.
        _told.Writer.TryWrite(new Told(default, null, null));
        return true;
    }

    /// <summary>Goes on under the leave of the client's retry, with its id and progress token.</summary>
    public void Resume(Admission retry)
    {
        Admission = retry;
        _isParked = false;
    }

    public void End(UpstreamMessage answer)
    {
        IsAnswered = true;
        _told.Writer.TryWrite(new Told(default, answer, null));
        _told.Writer.TryComplete();
    }

    /// <summary>Ends it without an answer.</summary>
    /// <param name="reason">One sentence for the client.</param>
    /// <param name="isUnsent">Whether no byte of it was sent.</param>
    public void Fail(string reason, bool isUnsent = false)
    {
        _told.Writer.TryWrite(new Told(default, null, reason) { IsUnsent = isUnsent });
        _told.Writer.TryComplete();
    }
}
