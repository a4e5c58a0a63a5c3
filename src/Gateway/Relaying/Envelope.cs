namespace Catalog.Gateway.Relaying;

/// <summary>A screened message: the bytes as they came, and where the few members that a decision needs are in them.</summary>
internal sealed class Envelope
{
    /// <summary>The message as it came, unchanged.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>The id as written; absent in notifications.</summary>
    public required ByteRange Id { get; init; }

    /// <summary>Equal for ids that any reader may take for the same; null in notifications.</summary>
    public string? IdKey { get; init; }

    /// <summary>The method; null in responses.</summary>
    public string? Method { get; init; }

    /// <summary>The <c>params</c> object; absent where there is none or it is null.</summary>
    public ByteRange Params { get; init; }

    /// <summary><c>params.name</c>, unescaped.</summary>
    public string? Name { get; init; }

    /// <summary><c>params.uri</c>, unescaped.</summary>
    public string? Uri { get; init; }

    /// <summary><c>params.taskId</c>, unescaped.</summary>
    public string? TaskId { get; init; }

    /// <summary>The <c>params.arguments</c> object; absent where there is none or it is null.</summary>
    public ByteRange Arguments { get; init; }

    /// <summary><c>params.requestState</c>, any value but null.</summary>
    public ByteRange RequestState { get; init; }

    /// <summary><c>params.cursor</c>, any value but null.</summary>
    public ByteRange Cursor { get; init; }

    /// <summary><c>params.requestId</c> of a cancellation.</summary>
    public ByteRange RequestId { get; init; }

    /// <summary><c>params._meta</c>, an object.</summary>
    public ByteRange Meta { get; init; }

    /// <summary><c>params._meta.progressToken</c>.</summary>
    public ByteRange ProgressToken { get; init; }

    /// <summary>The version that the message itself says it speaks; null where it says none.</summary>
    public string? MetaVersion { get; init; }

    /// <summary>Whether <c>_meta</c> names the client's capabilities as an object, which the modern era demands.</summary>
    public bool HasClientCapabilities { get; init; }

    /// <summary>Names of the top-level arguments, in the order written, at most 100.</summary>
    public IReadOnlyList<string> ArgumentKeys { get; init; } = [];

    public bool IsToolCall => string.Equals(Method, Methods.ToolsCall, StringComparison.Ordinal);

    public ReadOnlyMemory<byte> IdBytes => Id.Of(Bytes);

    /// <summary>Which request a notice of cancelling is about, as <see cref="IdKey"/> has it; null where it names none that anybody can have sent, and in any other message.</summary>
    public string? WithdrawnKey => RequestId.IsPresent && string.Equals(Method, Methods.Cancelled, StringComparison.Ordinal) ? UpstreamMessage.KeyOrNull(RequestId.Of(Bytes).Span) : null;

    /// <summary>Which era the message itself declares, for only the modern one names a version in each request, known or not; HTTP may say more by its headers.</summary>
    public ProtocolEra Era => MetaVersion is not null ? ProtocolEra.Modern : ProtocolEra.Legacy;
}
