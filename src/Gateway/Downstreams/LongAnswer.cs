using System.Buffers;
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
    private const int PieceBytes = 64 * 1024;

    private readonly byte[] _piece = ArrayPool<byte>.Shared.Rent(texts is null ? FirstBytes : PieceBytes);
    private readonly AnswerScan _scan = new();
    private readonly ArrayBufferWriter<byte> _seen = new();

    /// <summary>
    /// Whether nothing of an answer has to be changed or known before its first byte goes on: it is long, it is the answer to a request whose
    /// answers nothing is cut out of, and no stream of events was begun for it.
    /// </summary>
    public static bool MayPass(HttpPost post, UpstreamResponse response) =>
        response.Head.Length > PieceBytes && response.IsSuccess && post.Message is { Kind: MessageKind.Request, Method: not Methods.ToolsList } && !post.Admission.MustBeRead && !post.Answer.IsStreaming;

    /// <summary>Relays the answer.</summary>
    /// <returns>Why it is refused, where nothing was sent yet; else null.</returns>
    public async Task<string?> RelayAsync()
    {
        var length = response.Head.Length!.Value;
        if (length > options.MaxAnswerBytes)
        {
            return $"The server `{options.ServerId}` broke off while it was working on this request: the answer is longer than {options.MaxAnswerBytes} bytes";
        }

        var caller = post.Answer.Context.Response;
        var hasBegun = false;
        try
        {
            while (true)
            {
                var isDirect = hasBegun && texts is null;
                var piece = isDirect ? caller.BodyWriter.GetMemory(PieceBytes) : _piece;
                piece = piece[..(hasBegun ? await response.ReadAsync(piece) : await FillAsync(piece[..FirstBytes]))];
                if (!_scan.Feed(piece.Span) || !TryLookThrough(piece.Span) || (response.IsAtEnd && !await SettleAsync()))
                {
                    if (!hasBegun)
                    {
                        return $"The server `{options.ServerId}` answered with what is no MCP message";
                    }

                    Break("it is no MCP message");
                    return null;
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

                await SendAsync(caller, piece, isDirect);
                if (response.IsAtEnd)
                {
                    return null;
                }
            }
        }
        catch (IOException failure) when (!post.Answer.Aborted.IsCancellationRequested)
        {
            if (!hasBegun)
            {
                return $"The server `{options.ServerId}` broke off while it was working on this request: {failure.Message.TrimEnd('.')}";
            }

            Break(failure.Message);
            return null;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_piece);

    // The caller was promised a length, and a connection that ends before is what tells it that the answer is none.
    private void Break(string reason)
    {
        post.Admission.Abandon(isLost: true);
        LogBroken(options.ServerId, reason);
        post.Answer.Context.Abort();
    }

    private bool TryLookThrough(ReadOnlySpan<byte> piece)
    {
        _seen.ResetWrittenCount();
        return texts is null || texts.TryPass(piece, _seen);
    }

    private async ValueTask<int> FillAsync(Memory<byte> piece)
    {
        var filled = 0;
        while (filled < piece.Length && !response.IsAtEnd)
        {
            filled += await response.ReadAsync(piece[filled..]);
        }

        return filled;
    }

    private async ValueTask SendAsync(HttpResponse caller, ReadOnlyMemory<byte> piece, bool isDirect)
    {
        if (!isDirect)
        {
            await caller.Body.WriteAsync(texts is null ? piece : _seen.WrittenMemory, post.Answer.Aborted);
            return;
        }

        // INVARIANT: nothing of the connection's memory is sent that was not looked at; what is not advanced over is never sent.
        caller.BodyWriter.Advance(piece.Length);
        await caller.BodyWriter.FlushAsync(post.Answer.Aborted);
        post.Answer.Aborted.ThrowIfCancellationRequested();
    }

    private async ValueTask<bool> SettleAsync()
    {
        if (_scan.MessageOrNull() is not { } told)
        {
            return false;
        }

        if (told.IsResponse)
        {
            await (texts is null ? post.Admission.AnsweredAsync(told) : post.Admission.PassedAsync(told, texts.Found));
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A long answer of the server '{Server}' was broken off: {Reason}")]
    private partial void LogBroken(string server, string reason);
}
