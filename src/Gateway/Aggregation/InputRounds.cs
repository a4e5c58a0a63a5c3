using System.Text;
using System.Text.Json;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Asks a client of the legacy era, by requests, for what a server of the modern era wants before it goes on.</summary>
internal sealed class InputRounds(TimeProvider clock)
{
    /// <summary>How often one request may be answered with a wish for input.</summary>
    public const int Most = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The request again, with what the client answered.</summary>
    /// <param name="post">The client's request.</param>
    /// <param name="session">The client's session.</param>
    /// <param name="sent">The request as the server got it first.</param>
    /// <param name="wish">The result that asks for input; what it asks for was allowed by the policy.</param>
    /// <param name="pages">The pages that the client was asked to open for this request.</param>
    /// <param name="over">Cancelled when nobody waits for the answer any more: what was asked is withdrawn then.</param>
    /// <returns>The message, or why there is none.</returns>
    public async Task<(ReadOnlyMemory<byte> Retry, string? Failure)> AskAsync(
        HttpPost post, AggregateSession session, ReadOnlyMemory<byte> sent, UpstreamMessage wish, OpenPages pages, CancellationToken over)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (wish.InputRequests.IsPresent)
        {
            using var requests = JsonDocument.Parse(wish.InputRequests.Of(wish.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
            foreach (var request in requests.RootElement.EnumerateObject())
            {
                var method = request.Value.GetProperty("method").GetString()!;
                var hasParameters = request.Value.TryGetProperty("params", out var found);
                if (!session.Profile.Can(method, found))
                {
                    return (default, $"The server asks for `{method}`, which this client has no capability for");
                }

                var parameters = hasParameters ? Legacy(method, found, pages) : "{}";
                if (await OneAsync(post, session, method, parameters, over) is not { } answer)
                {
                    return (default, $"The client did not answer what the server asks for (`{method}`)");
                }

                answers[request.Name] = answer;
            }
        }

        var state = wish.RequestState.IsPresent ? $",\"requestState\":{Encoding.UTF8.GetString(wish.RequestState.Of(wish.Bytes).Span)}" : "";
        var members = $"\"inputResponses\":{{{string.Join(',', answers.Select(static a => $"{Say.Quoted(a.Key)}:{a.Value}"))}}}{state},";
        // The server's own request always has parameters: those that the modern era demands.
        var at = ParamPlaces.Read(sent).Params.Start + 1;
        return (Splice.Replace(sent, (new ByteRange(at, 0), Encoding.UTF8.GetBytes(members))), null);
    }

    /// <summary>The parameters of a question as the legacy era has them: there a page has an id.</summary>
    private static string Legacy(string method, JsonElement parameters, OpenPages pages)
    {
        var text = parameters.GetRawText();
        return method == "elicitation/create" && OpenPages.UrlOrNull(parameters) is { } url && !parameters.TryGetProperty("elicitationId", out _)
            ? $"{{\"elicitationId\":\"{pages.IdOf(url)}\",{text[1..]}"
            : text;
    }

    private async Task<string?> OneAsync(HttpPost post, AggregateSession session, string method, string parameters, CancellationToken over)
    {
        var (id, answer) = session.Expect();
        var isAsking = false;
        try
        {
            over.ThrowIfCancellationRequested();
            await post.Answer.TellAsync(Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{Encoding.UTF8.GetString(id)}},"method":"{{method}}","params":{{parameters}}}"""), post.Answer.Aborted);
            isAsking = true;
            using var message = JsonDocument.Parse(await answer.WaitAsync(Patience, clock, over), new JsonDocumentOptions { MaxDepth = 512 });
            isAsking = false;
            return message.RootElement.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object ? result.GetRawText() : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            session.Forget(id);
            if (isAsking && !post.Answer.Aborted.IsCancellationRequested)
            {
                // Whoever shows the question to a person can take it away.
                await post.Answer.TellAsync(Say.Notification(Methods.Cancelled, [.. "{\"requestId\":"u8, .. id, .. ",\"reason\":\"Nobody waits for the answer any more\"}"u8]), post.Answer.Aborted);
            }
        }
    }
}
