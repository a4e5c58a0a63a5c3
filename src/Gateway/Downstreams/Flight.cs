using System.Runtime.CompilerServices;
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
    private readonly Backlog _backlog = new();
    private readonly Channel<(int? Status, ReadOnlyMemory<byte> Message)> _messages = Channel.CreateUnbounded<(int?, ReadOnlyMemory<byte>)>();

    public HttpPost Post { get; } = post;

    public Admission Admission { get; } = admission;

    public string Key { get; } = key;

    public string? Token { get; } = token;

    /// <summary>What is told, each once. Messages before the answer have no status; the one with a status is the last.</summary>
    public async IAsyncEnumerable<(int? Status, ReadOnlyMemory<byte> Message)> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var told in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            if (told.Status is null)
            {
                _backlog.Take(told.Message.Length);
            }

            yield return told;
        }
    }

    /// <summary>Tells something before the answer; a client too slow to take it loses what comes on top, and never the answer.</summary>
    public void Tell(ReadOnlyMemory<byte> message)
    {
        if (_backlog.TryAdd(message.Length) && !_messages.Writer.TryWrite((null, message)))
        {
            _backlog.Take(message.Length);
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
