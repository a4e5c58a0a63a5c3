using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <content>Answers to a POST that are streams of events, and what a client sees of an event.</content>
internal sealed partial class HttpUpstreamLane
{
    private async Task RelayStreamAsync(HttpPost post, UpstreamResponse response, EventsSent? events)
    {
        var answer = post.Answer;
        await answer.BeginRelayAsync();
        var answered = false;
        var streams = post.Message.IdKey is null ? null : post.Session?.Streams;
        var over = streams?.Begin(post.Message.IdKey!, answer.Aborted) ?? default;
        await using var cut = over.UnsafeRegister(static stream => ((UpstreamResponse)stream!).Abort(), response);
        try
        {
            var reader = upstream.Events(response);
            while (await reader.ReadAsync(answer.Aborted) is { } block)
            {
                events?.Sent(block.Raw);
                var told = block.Data is { Length: > 0 } data ? UpstreamMessage.ReadOrNull(data) : null;
                if (told is { IsResponse: true } && (told.IdKey == post.Message.IdKey || told.IdKey is null))
                {
                    answered = true;
                    var seen = await post.Admission.AnsweredAsync(told);
                    answer.Release();
                    await answer.BlockAsync(seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen), answer.Aborted);
                    answer.IsAnswered = true;
                }
                else if (await SeenOrNullAsync(block, post.Admission.Caller, post.Session, answer.Context) is { } unasked)
                {
                    await answer.BlockAsync(unasked, answer.Aborted);
                }
            }
        }
        catch (IOException failure)
        {
            if (!answered)
            {
                var isCancelled = over.IsCancellationRequested;
                post.Admission.Abandon(isLost: !isCancelled);
                await FailAsync(post, isCancelled ? RpcErrors.Cancelled : upstream.Lost(failure), sent: true);
            }
        }
        finally
        {
            streams?.End(post.Message.IdKey!, over);
        }

        // A stream that ends well before the answer is one that the client may take up again.
    }

    /// <summary>What the caller sees of something that the server says unasked; null for nothing.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> SeenOrNullAsync(SseEvent block, Caller caller, HttpSession? session, HttpContext context)
    {
        if (block.Data is not { Length: > 0 } data)
        {
            return block.Raw;
        }

        if (UpstreamMessage.ReadOrNull(data) is not { } told)
        {
            // What is no message, a batch above all, could hold what is to be decided.
            LogStray(options.ServerId, data.Length);
            return null;
        }

        if (!await MayPassAsync(told, caller, session, context))
        {
            return null;
        }

        var seen = point.TrimUnasked(caller, tools, told);
        if (seen.IsEmpty)
        {
            // Withheld: the client never hears of it.
            return null;
        }

        return seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent an event of {Length} bytes that is no message; it is left out")]
    private partial void LogStray(string server, int length);
}
