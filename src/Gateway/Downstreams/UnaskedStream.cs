using System.Threading.Channels;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>What a session's client is told unasked, until it opens the stream for it: the last messages, as many as wait at most.</summary>
internal sealed class UnaskedStream
{
    private readonly Backlog _backlog = new();
    private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private int _listening;

    /// <summary>Tells something; where too much waits already, the oldest is lost.</summary>
    /// <returns>False where the session has ended.</returns>
    public bool TryTell(ReadOnlyMemory<byte> message)
    {
        if (!_messages.Writer.TryWrite(message))
        {
            return false;
        }

        _backlog.Add(message.Length);
        while (_backlog.IsOver && _messages.Reader.TryRead(out var oldest))
        {
            _backlog.Take(oldest.Length);
        }

        return true;
    }

    /// <summary>The oldest message that waits, which then waits no more; null where there is none.</summary>
    public ReadOnlyMemory<byte>? TakeOrNull()
    {
        if (!_messages.Reader.TryRead(out var message))
        {
            return null;
        }

        _backlog.Take(message.Length);
        return message;
    }

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
            await answer.OpenAsync(answer.Aborted);
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
        while (await _messages.Reader.WaitToReadAsync(cancellationToken))
        {
            while (TakeOrNull() is { } message)
            {
                await answer.BlockAsync(SseReader.Message(message), cancellationToken);
            }
        }
    }
}
