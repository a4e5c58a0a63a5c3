using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// What the gateway reads of a message from the upstream: enough to route it, to settle what its call drew and to trim a list. The upstream
/// decides nothing, so this reader takes what it finds and refuses only what is no JSON-RPC message at all.
/// </summary>
internal sealed partial class UpstreamMessage
{
    private const string SubscriptionKey = "io.modelcontextprotocol/subscriptionId";
    private const int MaxDepth = 512;

    private bool _tellsResult;
    private bool _tellsError;

    private UpstreamMessage(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The key of the request on whose own stream it came; null where the link cannot tell.</summary>
    public string? StreamOf { get; set; }

    public ByteRange Id { get; private set; }

    /// <summary>As <see cref="Envelope.IdKey"/>; null where there is no id.</summary>
    public string? IdKey { get; private set; }

    public string? Method { get; private set; }

    public bool HasResult { get; private set; }

    /// <summary>The code of the error or null; an error whose code is no number counts as 0.</summary>
    public int? ErrorCode { get; private set; }

    public bool IsError { get; private set; }

    public string? ResultType { get; private set; }

    /// <summary><c>result.requestState</c> as written.</summary>
    public ByteRange RequestState { get; private set; }

    /// <summary><c>result.tools</c>, a list.</summary>
    public ByteRange Tools { get; private set; }

    /// <summary>How often <c>result.tools</c> is there; more than once is no list that can be trimmed.</summary>
    public int ToolsCount { get; private set; }

    /// <summary><c>result.cacheScope</c> as written.</summary>
    public ByteRange CacheScope { get; private set; }

    /// <summary><c>result.nextCursor</c> as written; absent on a last page.</summary>
    public ByteRange NextCursor { get; private set; }

    /// <summary><c>result.taskId</c> or <c>result.task.taskId</c>.</summary>
    public string? TaskId { get; private set; }

    public string? ProtocolVersion { get; private set; }

    /// <summary><c>params.progressToken</c> of a notification.</summary>
    public ByteRange ProgressToken { get; private set; }

    /// <summary><c>_meta</c>'s subscription id, in <c>params</c> or <c>result</c>.</summary>
    public ByteRange SubscriptionId { get; private set; }

    /// <summary><c>result.inputRequests</c>, what a server of the modern era asks of the client.</summary>
    public ByteRange InputRequests { get; private set; }

    /// <summary>How often <c>result.inputRequests</c> is there, spelled in whatever case.</summary>
    public int InputRequestsCount { get; private set; }

    /// <summary>The <c>params</c>; absent where there are none or they are null.</summary>
    public ByteRange Params { get; private set; }

    /// <summary>
    /// Whether two readers could take it for different messages: a member of the protocol's is there twice, or differs from one by nothing but case, or it
    /// is a request or a notice and an answer in one, or tells a result and an error. One of these two that is null is not told: some servers write it out.
    /// </summary>
    public bool IsAmbiguous
    {
        get => field || (_tellsResult && _tellsError) || (Method is not null && (HasResult || ErrorCode is not null));
        private set;
    }

    /// <summary><c>params.requestId</c> of a cancellation.</summary>
    public ByteRange RequestId { get; private set; }

    public bool IsResponse => Method is null && (HasResult || ErrorCode is not null);

    /// <summary>Reads a message; null where it is no JSON object.</summary>
    public static UpstreamMessage? ReadOrNull(ReadOnlyMemory<byte> bytes)
    {
        var message = new UpstreamMessage(bytes);
        var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                message.ReadTop(ref reader);
            }

            return reader.Read() ? null : message;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Text that cannot be unescaped: half a surrogate pair, or bytes that are not UTF-8.
            return null;
        }
    }

    /// <summary>A key for an id as written: equal for ids that any reader may take for the same; null for anything but a string or number.</summary>
    public static string? KeyOf(ReadOnlySpan<byte> id)
    {
        var reader = new Utf8JsonReader(id);
        if (!reader.Read())
        {
            return null;
        }

        return reader.TokenType switch
        {
            JsonTokenType.String => "s" + reader.GetString(),
            JsonTokenType.Number => IdKeys.OfNumber(reader.ValueSpan),
            _ => null,
        };
    }

    /// <summary>As <see cref="KeyOf"/>; null also for what is empty or cannot be unescaped, as only a server may send it.</summary>
    public static string? KeyOrNull(ReadOnlySpan<byte> written)
    {
        try
        {
            return written.IsEmpty ? null : KeyOf(written);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: nobody asked for it.
            return null;
        }
    }
}
