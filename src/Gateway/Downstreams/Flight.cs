using System.Threading.Channels;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>A request under way to a process, and what is to be told to the POST that waits for it.</summary>
/// <param name="post">The POST.</param>
/// <param name="admission">What is sent: the message as it came, or with an id of the gateway's.</param>
/// <param name="key">The key of the id that the process sees.</param>
/// <param name="token">The key of the progress token that the process sees; null where there is none.</param>
internal sealed class Flight(HttpPost post, Admission admission, string key, string? token)
{
    private const int MaxWaiting = 1000;

    private readonly Channel<(int? Status, ReadOnlyMemory<byte> Message)> _messages = Channel.CreateUnbounded<(int?, ReadOnlyMemory<byte>)>();

    public HttpPost Post { get; } = post;

    public Admission Admission { get; } = admission;

    public string Key { get; } = key;

    public string? Token { get; } = token;

    /// <summary>Messages before the answer have no status; the one with a status is the last.</summary>
    public ChannelReader<(int? Status, ReadOnlyMemory<byte> Message)> Messages => _messages.Reader;

    /// <summary>Tells something before the answer; a client too slow to take it loses what comes on top, and never the answer.</summary>
    public void Tell(ReadOnlyMemory<byte> message)
    {
        if (_messages.Reader.Count < MaxWaiting)
        {
            _messages.Writer.TryWrite((null, message));
        }
    }

    public void End(int status, ReadOnlyMemory<byte> message)
    {
        _messages.Writer.TryWrite((status, message));
        _messages.Writer.TryComplete();
    }

    public void Fail(string reason)
    {
        Post.Admission.Abandon(isLost: true);
        End(StatusCodes.Status200OK, JsonAnswers.Error(Post.Message.IdBytes, RpcErrors.UpstreamFailed, reason));
    }
}
