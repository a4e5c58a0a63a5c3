using System.Text;
using System.Text.Json;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// The error -32042 of a server of the legacy era (pages to open before the request is made again) to a client of the modern one: a result that
/// asks for the same by <c>elicitation/create</c> of mode <c>url</c>. The request is over at the server, so that nothing waits: the client's retry
/// goes there as the request that it repeats.
/// </summary>
internal sealed class PagesRequired
{
    private const int Most = 16;
    private const int LongestUrl = 8192;
    private const int LongestMessage = 4096;

    private static readonly JsonElement Url = JsonDocument.Parse("""{"mode":"url"}""").RootElement.Clone();

    private readonly StateSeal _seal = new("org.toolrisk-catalog/page/");

    /// <summary>The result that asks the client.</summary>
    /// <param name="post">The request.</param>
    /// <param name="session">Who is asked.</param>
    /// <param name="branch">The server.</param>
    /// <param name="error">The server's error.</param>
    /// <returns>The result, or why the client cannot be asked.</returns>
    public (UpstreamMessage? Wish, string? Refusal) Ask(HttpPost post, AggregateSession session, Branch branch, UpstreamMessage error)
    {
        if (post.Message.Method is not (Methods.ToolsCall or Methods.GetPrompt or Methods.ReadResource))
        {
            return (null, $"The server `{branch.Name}` wants a page to be opened first, which cannot be asked for by this method");
        }

        if (!session.Profile.Can("elicitation/create", Url))
        {
            return (null, $"The server `{branch.Name}` wants its user to open a page first (`elicitation.url`), which this client has no capability for");
        }

        return WishesOrNull(error) is { Count: > 0 } wishes
            ? (InputRequired.Of(post.Message.IdBytes, wishes, _seal.New(BindingOf(post, branch))), null)
            : (null, $"The server `{branch.Name}` wants a page to be opened first and names none that can be");
    }

    /// <summary>Whether a request is the retry of one that was answered so.</summary>
    public bool IsRetry(HttpPost post, Branch branch) =>
        UpstreamMessage.KeyOrNull(post.Message.RequestState.Of(post.Message.Bytes).Span) is ['s', .. var state] && _seal.IsOwn(BindingOf(post, branch), state);

    /// <summary>Why a retry is not sent on: its user did not want to open what the server asks for. Null where it is.</summary>
    public static Refusal? DeclinedOrNull(IReadOnlyDictionary<string, byte[]> answers)
    {
        foreach (var answer in answers.Values)
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 512 });
            if (!document.RootElement.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.String || !action.ValueEquals("accept"u8))
            {
                return new Refusal(RpcErrors.UpstreamFailed, "The client's user did not open the page that the server asks for first", "(page not opened)");
            }
        }

        return null;
    }

    private static string BindingOf(HttpPost post, Branch branch)
    {
        var call = CallRecord.Of(post.Message, post.Admission.Caller);
        return string.Join('\n', call.Grant, branch.Name, post.Message.Method, call.Tool, call.ArgumentsHash);
    }

    private static List<Wish>? WishesOrNull(UpstreamMessage error)
    {
        using var document = JsonDocument.Parse(error.Bytes, new JsonDocumentOptions { MaxDepth = 512 });
        if (!document.RootElement.TryGetProperty("error", out var told) || told.ValueKind != JsonValueKind.Object || !told.TryGetProperty("data", out var data)
            || data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("elicitations", out var pages) || pages.ValueKind != JsonValueKind.Array || pages.GetArrayLength() > Most)
        {
            return null;
        }

        var wishes = new List<Wish>();
        foreach (var page in pages.EnumerateArray())
        {
            if (TextOrNull(page, "mode") != "url" || TextOrNull(page, "url") is not { Length: <= LongestUrl } url
                || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            {
                return null;
            }

            var message = TextOrNull(page, "message") ?? "The server asks for this page to be opened";
            var parameters = $$"""{"mode":"url","url":{{Say.Quoted(url)}},"message":{{Say.Quoted(message.Length > LongestMessage ? message[..LongestMessage] : message)}}}""";
            wishes.Add(new Wish($"page{wishes.Count + 1}", default, "elicitation/create", Encoding.UTF8.GetBytes(parameters)));
        }

        return wishes;
    }

    private static string? TextOrNull(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
