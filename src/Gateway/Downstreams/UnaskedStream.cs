using System.Threading.Channels;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>What a session's client is told unasked, until it opens the stream for it: the last 1,000 messages.</summary>
internal sealed class UnaskedStream
{
    private const int MaxWaiting = 1000;

    private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private int _listening;

    /// <summary>Messages in the order in which they were told, each read once.</summary>
    public ChannelReader<ReadOnlyMemory<byte>> Messages => _messages.Reader;

    /// <returns>False where the session has ended.</returns>
    public bool TryTell(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message);

    /// <summary>Ends the stream with what was told so far.</summary>
    public void Complete() => _messages.Writer.TryComplete();

    /// <summary>Serves the stream, to one client at a time.</summary>
    public async Task ListenAsync(HttpAnswer answer)
    {
        if (Interlocked.Exchange(ref _listening, 1) != 0)
        {
            await answer.EndAsync(StatusCodes.Status409Conflict, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "The stream of this session is open already"), answer.Aborted);
            return;
        }

        try
        {
            answer.BeginStream();
            await answer.Context.Response.Body.FlushAsync(answer.Aborted);
            await TellAsync(answer, answer.Aborted);
        }
        finally
        {
            Volatile.Write(ref _listening, 0);
        }
    }

    /// <summary>Puts what is told between the blocks of a stream that something else serves.</summary>
    public async Task TellAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        await foreach (var message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            await answer.BlockAsync(SseReader.Message(message), cancellationToken);
        }
    }
}
