using System.Buffers;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// An answer that goes to the caller while it still comes from the upstream, through buffers of fixed size: it is received into memory of the
/// caller's connection, looked at there, and sent from there. One that turns out to be no message is never finished, and its caller sees the
/// connection break.
/// </summary>
internal sealed partial class LongAnswer(HttpPost post, UpstreamResponse response, StreamedScan? texts, GatewayOptions options, ILogger logger) : IDisposable
{
    // Looked at before the answer has begun, so that what is no message from the start is told as an error.
    private const int FirstBytes = 16 * 1024;
    private const int LongBytes = 64 * 1024;

    private const string NoMessage = "it is no MCP message";

    private readonly byte[] _piece = ArrayPool<byte>.Shared.Rent(texts is null ? FirstBytes : LongBytes);
    private AnswerScan? _scan;
    private ArrayBufferWriter<byte>? _seen;
    private long _received;

    /// <summary>
    /// Whether nothing of an answer has to be changed or known before its first byte goes on: it is long, or does not say how long it is, it is
    /// the answer to a request whose answers nothing is cut out of, and no stream of events was begun for it.
    /// </summary>
    public static bool MayPass(HttpPost post, UpstreamResponse response) =>
        response is { IsSuccess: true, Head: { HasBody: true, Length: null or > LongBytes } }
        && post.Message is { Kind: MessageKind.Request, Method: not Methods.ToolsList }
        && !post.Admission.MustBeRead
        && !post.Answer.IsStreaming;

    /// <summary>Relays the answer.</summary>
    /// <returns>Why it is refused, where nothing was sent yet; the answer itself where it turned out to be short, which is relayed by somebody else; else neither.</returns>
    public async Task<(string? Refusal, ReadOnlyMemory<byte>? Short)> RelayAsync()
    {
        var length = response.Head.Length;
        if (length > options.MaxAnswerBytes)
        {
            return (BrokenOff(TooLong), null);
        }

        var caller = post.Answer.Context.Response;
        var hasBegun = false;
        try
        {
            while (true)
            {
                var isDirect = hasBegun && texts is null;
                var piece = isDirect ? PieceOf(caller, length) : _piece;
                piece = piece[..(hasBegun ? await response.ReadAsync(piece) : await FillAsync(piece[..FirstBytes]))];
                if (!hasBegun && response.IsAtEnd)
                {
                    return piece.Length > options.MaxAnswerBytes ? (BrokenOff(TooLong), null) : (null, piece);
                }

                if (await FaultOrNullAsync(piece) is { } fault)
                {
                    if (!hasBegun)
                    {
                        return (fault == NoMessage ? $"The server `{options.ServerId}` answered with what is no MCP message" : BrokenOff(fault), null);
                    }

                    Break(fault);
                    return default;
                }

                if (!hasBegun)
                {
                    hasBegun = true;
                    caller.ContentType = "application/json";
                    // What is redacted has another length.
                    caller.ContentLength = texts is null ? length : null;
                    // Memory of the connection is to be had once the head is written.
                    await caller.StartAsync(post.Answer.Aborted);
                }

                if (!isDirect && texts is null && !response.IsAtEnd)
                {
                    // Goes with the next one: nobody can do anything with the beginning, and to be woken for it costs the caller what the rest costs.
                    caller.BodyWriter.Write(piece.Span);
                    continue;
                }

                if (response.IsAtEnd)
                {
                    post.Answer.Release();
                }

                await SendAsync(caller, piece, isDirect);
                if (response.IsAtEnd)
                {
                    return default;
                }
            }
        }
        catch (IOException failure) when (!post.Answer.Aborted.IsCancellationRequested)
        {
            if (!hasBegun)
            {
                return (BrokenOff(failure.Message.TrimEnd('.')), null);
            }

            Break(failure.Message);
            return default;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_piece);

    private string TooLong => $"the answer is longer than {options.MaxAnswerBytes} bytes";

    private string BrokenOff(string reason) => $"The server `{options.ServerId}` broke off while it was working on this request: {reason}";

    /// <summary>Looks at a piece. Gives what stands against sending it on; null for nothing.</summary>
    private async ValueTask<string?> FaultOrNullAsync(ReadOnlyMemory<byte> piece)
    {
        _received += piece.Length;
        if (_received > options.MaxAnswerBytes)
        {
            return TooLong;
        }

        _scan ??= new AnswerScan();
        return _scan.Feed(piece.Span) && TryLookThrough(piece.Span) && (!response.IsAtEnd || await SettleAsync(_scan)) ? null : NoMessage;
    }

    // The caller was promised a length, or the chunk that ends all, and a connection that ends before is what tells it that the answer is none.
    private void Break(string reason)
    {
        post.Admission.Abandon(isLost: true);
        LogBroken(options.ServerId, reason);
        post.Answer.Context.Abort();
    }

    private bool TryLookThrough(ReadOnlySpan<byte> piece)
    {
        if (texts is null)
        {
            return true;
        }

        _seen ??= new ArrayBufferWriter<byte>();
        _seen.ResetWrittenCount();
        return texts.TryPass(piece, _seen);
    }

    /// <summary>Memory of the caller's connection: the fewer pieces, the less often anybody is woken.</summary>
    private Memory<byte> PieceOf(HttpResponse caller, long? length)
    {
        BlockPool.Expect(length - _received ?? BlockPool.WholeBlockBytes);
        return caller.BodyWriter.GetMemory(BlockPool.BlockBytes);
    }

    private async ValueTask<int> FillAsync(Memory<byte> piece)
    {
        var filled = 0;
        // One of unknown length may turn out to be short.
        var enough = response.Head.Length is null ? piece.Length : piece.Length / 2;
        while (filled < enough && !response.IsAtEnd)
        {
            filled += await response.ReadAsync(piece[filled..]);
        }

        return filled;
    }

    private async ValueTask SendAsync(HttpResponse caller, ReadOnlyMemory<byte> piece, bool isDirect)
    {
        if (!isDirect)
        {
            await CallerWrite.AllAsync(caller.HttpContext, _seen?.WrittenMemory ?? piece, post.Answer.Aborted);
            return;
        }

        // INVARIANT: nothing of the connection's memory is sent that was not looked at; what is not advanced over is never sent.
        caller.BodyWriter.Advance(piece.Length);
        var flushing = caller.BodyWriter.FlushAsync(post.Answer.Aborted);
        if (!flushing.IsCompletedSuccessfully)
        {
            await CallerWrite.TakenAsync(caller.HttpContext, new ValueTask(flushing.AsTask()));
        }

        post.Answer.Aborted.ThrowIfCancellationRequested();
    }

    private async ValueTask<bool> SettleAsync(AnswerScan scan)
    {
        // INVARIANT: a question of the server, which is to be decided, is never finished here: its end stays behind.
        // Nor is an answer to another request, or what may be one to some.
        if (scan.MessageOrNull() is not { IsResponse: true, IsAmbiguous: false } told || (told.IdKey is { } key && key != post.Message.IdKey))
        {
            return false;
        }

        await (texts is null ? post.Admission.AnsweredAsync(told).AsTask() : post.Admission.PassedAsync(told, texts.Found));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A long answer of the server '{Server}' was broken off: {Reason}")]
    private partial void LogBroken(string server, string reason);
}
