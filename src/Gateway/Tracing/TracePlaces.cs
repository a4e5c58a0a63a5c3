using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tracing;

/// <summary>Where a message carries the context of its trace, or where it would: read once more, and only while traces are recorded.</summary>
internal readonly record struct TracePlaces
{
    /// <summary>The value of <c>params</c>, with its braces where it is an object; absent where there is none.</summary>
    public ByteRange Params { get; private init; }

    /// <summary>The value of <c>params._meta</c>.</summary>
    public ByteRange Meta { get; private init; }

    /// <summary>The value of <c>traceparent</c> as written, with its quotes.</summary>
    public ByteRange Parent { get; private init; }

    /// <summary>The value of <c>tracestate</c> as written, with its quotes.</summary>
    public ByteRange State { get; private init; }

    /// <summary>The text of <see cref="Parent"/>; null where it is none.</summary>
    public string? ParentText { get; private init; }

    /// <summary>The text of <see cref="State"/>; null where it is none.</summary>
    public string? StateText { get; private init; }

    /// <param name="message">A screened message: no member stands there twice.</param>
    public static TracePlaces Read(ReadOnlyMemory<byte> message)
    {
        var places = default(TracePlaces);
        if (Find(message, 0, "params"u8) is not { IsPresent: true } parameters)
        {
            return places;
        }

        places = places with { Params = parameters };
        if (!IsObject(message, parameters) || Find(parameters.Of(message), parameters.Start, "_meta"u8) is not { IsPresent: true } meta)
        {
            return places;
        }

        places = places with { Meta = meta };
        if (!IsObject(message, meta))
        {
            return places;
        }

        var (parent, state) = (Find(meta.Of(message), meta.Start, "traceparent"u8), Find(meta.Of(message), meta.Start, "tracestate"u8));
        return places with { Parent = parent, State = state, ParentText = TextOrNull(message, parent), StateText = TextOrNull(message, state) };
    }

    /// <summary>The message with this context in the place of whatever it carried.</summary>
    /// <param name="message">The message that was read.</param>
    /// <param name="parent">The identity of the span, of hexadecimal digits and hyphens.</param>
    /// <param name="state">What vendors added; null for nothing.</param>
    public byte[] Carrying(ReadOnlyMemory<byte> message, string parent, string? state)
    {
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)>();
        // A state without its own parent belongs to no trace.
        var stateText = JsonSerializer.SerializeToUtf8Bytes(state ?? "");
        var parentText = JsonSerializer.SerializeToUtf8Bytes(parent);
        if (Parent.IsPresent)
        {
            pieces.Add((Parent, parentText));
        }

        if (State.IsPresent)
        {
            pieces.Add((State, stateText));
        }

        byte[] members =
        [
            .. Parent.IsPresent ? [] : (byte[])[.. "\"traceparent\":"u8, .. parentText],
            .. !Parent.IsPresent && !State.IsPresent && state is not null ? ","u8 : [],
            .. !State.IsPresent && state is not null ? (byte[])[.. "\"tracestate\":"u8, .. stateText] : [],
        ];
        if (members.Length > 0)
        {
            pieces.Add(Inserted(message, members));
        }

        pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return Splice.Replace(message, pieces.ToArray());
    }

    private (ByteRange Range, ReadOnlyMemory<byte> With) Inserted(ReadOnlyMemory<byte> message, byte[] members)
    {
        if (Meta.IsPresent)
        {
            return IsObject(message, Meta) ? Into(message, Meta, members) : (Meta, (byte[])[(byte)'{', .. members, (byte)'}']);
        }

        byte[] meta = [.. "\"_meta\":{"u8, .. members, (byte)'}'];
        if (Params.IsPresent)
        {
            return IsObject(message, Params) ? Into(message, Params, meta) : (Params, (byte[])[(byte)'{', .. meta, (byte)'}']);
        }

        return Into(message, new ByteRange(message.Span.IndexOf((byte)'{'), message.Length), [.. "\"params\":{"u8, .. meta, (byte)'}']);
    }

    /// <summary>Members at the beginning of an object.</summary>
    private static (ByteRange Range, ReadOnlyMemory<byte> With) Into(ReadOnlyMemory<byte> message, ByteRange parent, byte[] members)
    {
        var inside = message.Span[(parent.Start + 1)..].TrimStart(" \t\r\n"u8);
        return (new ByteRange(parent.Start + 1, 0), inside is [(byte)'}', ..] ? members : (byte[])[.. members, (byte)',']);
    }

    private static bool IsObject(ReadOnlyMemory<byte> message, ByteRange range) => message.Span[range.Start] == (byte)'{';

    private static ByteRange Find(ReadOnlyMemory<byte> parent, int start, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(parent.Span, new JsonReaderOptions { MaxDepth = 512 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var begin = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isIt)
            {
                return new ByteRange(start + begin, (int)reader.BytesConsumed - begin);
            }
        }

        return default;
    }

    private static string? TextOrNull(ReadOnlyMemory<byte> message, ByteRange range) =>
        range is { IsPresent: true, Length: <= 2000 } && message.Span[range.Start] == (byte)'"' && UpstreamMessage.KeyOrNull(range.Of(message).Span) is ['s', .. var text] ? text : null;
}
