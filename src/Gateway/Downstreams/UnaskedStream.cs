using System.Threading.Channels;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>What a session's client is told unasked, until it opens the stream for it: the last messages, as many as wait at most.</summary>
internal sealed class UnaskedStream
{
    private readonly Backlog _backlog = new();
    private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly StreamTurns _turns = new();
    private ReadOnlyMemory<byte>? _unfinished;

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

    /// <summary>
    /// Serves the stream to whoever asked for it last. The one before ends: its client opened another, or lost it without either side hearing of that.
    /// </summary>
    public async Task ListenAsync(HttpAnswer answer)
    {
        try
        {
            // Before its client hears that it is open, and opens the next.
            await using var turn = await _turns.TakeAsync(answer.Aborted);
            await answer.OpenAsync(turn.Over);
            await ServeAsync(answer, turn.Over);
        }
        catch (OperationCanceledException) when (!answer.Aborted.IsCancellationRequested)
        {
            if (!answer.IsWhole)
            {
                // A stream that just ends here would make an event of the part.
                answer.Context.Abort();
            }
        }
    }

    /// <summary>Puts what is told between the blocks of a stream that something else serves, until somebody else does.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, or another stream takes its place.</exception>
    public async Task TellAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        await using var turn = await _turns.TakeAsync(cancellationToken);
        await ServeAsync(answer, turn.Over);
    }

    private async Task ServeAsync(HttpAnswer answer, CancellationToken over)
    {
        // What the one before could not take whole comes first.
        while (_unfinished is not null || await _messages.Reader.WaitToReadAsync(over))
        {
            while ((_unfinished ??= TakeOrNull()) is { } message)
            {
                await answer.BlockAsync(SseReader.Message(message), over);
                _unfinished = null;
            }
        }
    }
}
