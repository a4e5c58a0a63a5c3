using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// What the gateway reads of a message from the upstream: enough to route it, to settle what its call drew and to trim a list. The upstream
/// decides nothing, so this reader takes what it finds and refuses only what is no JSON-RPC message at all.
/// </summary>
internal sealed class UpstreamMessage
{
    private const string SubscriptionKey = "io.modelcontextprotocol/subscriptionId";
    private const int MaxDepth = 512;

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
    /// is a request or a notice and an answer in one.
    /// </summary>
    public bool IsAmbiguous
    {
        get => field || (Method is not null && (HasResult || ErrorCode is not null));
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

    private void ReadTop(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            IsAmbiguous |= Id.IsPresent;
            Id = Take(ref reader);
            IdKey = Id.IsPresent ? KeyOf(Id.Of(Bytes).Span) : null;
        }
        else if (reader.ValueTextEquals("method"u8))
        {
            reader.Read();
            IsAmbiguous |= Method is not null;
            Method = Text(ref reader);
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            reader.Read();
            IsAmbiguous |= HasResult;
            HasResult = true;
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadResult(ref r));
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            ErrorCode = 0;
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadError(ref r));
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            reader.Read();
            IsAmbiguous |= Params.IsPresent;
            var (start, isNull) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.Null);
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadParams(ref r));
            Params = isNull ? default : new ByteRange(start, (int)reader.BytesConsumed - start);
        }
        else
        {
            IsAmbiguous |= Differs(ref reader, "id"u8) || Differs(ref reader, "method"u8) || Differs(ref reader, "result"u8) || Differs(ref reader, "params"u8);
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadResult(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("isError"u8))
        {
            reader.Read();
            IsError |= reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("resultType"u8))
        {
            reader.Read();
            ResultType = Text(ref reader);
        }
        else if (reader.ValueTextEquals("requestState"u8))
        {
            reader.Read();
            RequestState = Take(ref reader);
        }
        else if (reader.ValueTextEquals("tools"u8))
        {
            reader.Read();
            ToolsCount++;
            var isList = reader.TokenType == JsonTokenType.StartArray;
            var range = Take(ref reader);
            Tools = isList ? range : default;
        }
        else if (reader.ValueTextEquals("inputRequests"u8) || Differs(ref reader, "inputRequests"u8))
        {
            reader.Read();
            InputRequestsCount++;
            InputRequests = Take(ref reader);
            InputRequestsCount -= InputRequests.IsPresent ? 0 : 1;
        }
        else if (reader.ValueTextEquals("cacheScope"u8))
        {
            reader.Read();
            CacheScope = Take(ref reader);
        }
        else if (reader.ValueTextEquals("nextCursor"u8))
        {
            reader.Read();
            NextCursor = Take(ref reader);
        }
        else if (reader.ValueTextEquals("taskId"u8))
        {
            reader.Read();
            TaskId ??= Text(ref reader);
        }
        else if (reader.ValueTextEquals("protocolVersion"u8))
        {
            reader.Read();
            ProtocolVersion = Text(ref reader);
        }
        else if (reader.ValueTextEquals("task"u8))
        {
            reader.Read();
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadTask(ref r));
        }
        else
        {
            ReadMetaOrSkip(ref reader);
        }
    }

    private void ReadTask(ref Utf8JsonReader reader)
    {
        var isId = reader.ValueTextEquals("taskId"u8);
        reader.Read();
        if (isId)
        {
            TaskId = Text(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        var isCode = reader.ValueTextEquals("code"u8);
        reader.Read();
        if (isCode && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code))
        {
            ErrorCode = code;
        }

        reader.Skip();
    }

    private void ReadParams(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("progressToken"u8))
        {
            reader.Read();
            ProgressToken = Take(ref reader);
        }
        else if (reader.ValueTextEquals("requestId"u8))
        {
            reader.Read();
            RequestId = Take(ref reader);
        }
        else
        {
            ReadMetaOrSkip(ref reader);
        }
    }

    private void ReadMetaOrSkip(ref Utf8JsonReader reader)
    {
        var isMeta = reader.ValueTextEquals("_meta"u8);
        reader.Read();
        if (isMeta)
        {
            ReadObject(ref reader, static (UpstreamMessage m, ref Utf8JsonReader r) => m.ReadMeta(ref r));
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMeta(ref Utf8JsonReader reader)
    {
        var isSubscription = reader.ValueTextEquals(SubscriptionKey);
        reader.Read();
        if (isSubscription)
        {
            SubscriptionId = Take(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Whether the name at which a reader stands is another one by nothing but case.</summary>
    internal static bool Differs(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        const int MaxName = 128;
        if (reader.ValueSpan.Length > MaxName)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[MaxName];
        return StrictText.DiffersByCase(reader.ValueIsEscaped ? buffer[..reader.CopyString(buffer)] : reader.ValueSpan, name);
    }

    private delegate void MemberReader(UpstreamMessage message, ref Utf8JsonReader reader);

    private void ReadObject(ref Utf8JsonReader reader, MemberReader member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            member(this, ref reader);
        }
    }

    private static ByteRange Take(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? default : new ByteRange(start, (int)reader.BytesConsumed - start);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
