using System.Text;
using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>One page of a server's list.</summary>
/// <param name="Entries">What can be read of it, in order.</param>
/// <param name="NextCursor">The server's cursor as written; empty where this is the last page.</param>
/// <param name="TtlMs">For how many milliseconds the server says that it is good; null where it says nothing.</param>
internal sealed record ListPage(IReadOnlyList<ListEntry> Entries, ReadOnlyMemory<byte> NextCursor, long? TtlMs)
{
    private const int MaxDepth = 512;

    /// <summary>Reads the answer to a list request; null where it holds no such list, or holds it twice.</summary>
    public static ListPage? ReadOrNull(ReadOnlyMemory<byte> answer, ListShape shape)
    {
        var reader = new Utf8JsonReader(answer.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isResult = reader.ValueTextEquals("result"u8);
                reader.Read();
                if (isResult && reader.TokenType == JsonTokenType.StartObject)
                {
                    return ReadResultOrNull(ref reader, answer, shape);
                }

                reader.Skip();
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not a list that anybody could show.
            return null;
        }

        return null;
    }

    private static ListPage? ReadResultOrNull(ref Utf8JsonReader reader, ReadOnlyMemory<byte> answer, ListShape shape)
    {
        List<ListEntry>? entries = null;
        ReadOnlyMemory<byte> next = default;
        long? ttl = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.ValueTextEquals(shape.Member);
            var isCursor = reader.ValueTextEquals("nextCursor"u8);
            var isTtl = reader.ValueTextEquals("ttlMs"u8);
            reader.Read();
            if (isList)
            {
                if (entries is not null || reader.TokenType != JsonTokenType.StartArray)
                {
                    return null;
                }

                entries = ReadEntries(ref reader, answer, shape);
                continue;
            }

            if (isCursor && reader.TokenType == JsonTokenType.String)
            {
                next = answer.Slice((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
            }

            if (isTtl)
            {
                // What cannot be read as a time is good for none.
                ttl = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var milliseconds) && milliseconds > 0 ? (long)Math.Min(milliseconds, int.MaxValue) : 0;
            }

            reader.Skip();
        }

        return entries is null ? null : new ListPage(entries, next, ttl);
    }

    private static List<ListEntry> ReadEntries(ref Utf8JsonReader reader, ReadOnlyMemory<byte> answer, ListShape shape)
    {
        var entries = new List<ListEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            string? key = null;
            var keys = 0;
            ByteRange place = default;
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                var isKey = reader.ValueTextEquals(shape.Key);
                reader.Read();
                if (isKey)
                {
                    keys++;
                    key = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                    place = new ByteRange((int)reader.TokenStartIndex - start, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                }

                reader.Skip();
            }

            // An entry without a name, or with two, is none that a client could ask for.
            if (keys == 1 && !string.IsNullOrEmpty(key))
            {
                entries.Add(new ListEntry(key, answer.Slice(start, (int)reader.BytesConsumed - start), place));
            }
        }

        return entries;
    }

    /// <summary>The parameters of the request for the page behind this one.</summary>
    public byte[] NextParams() => Encoding.UTF8.GetBytes($$"""{"cursor":{{Encoding.UTF8.GetString(NextCursor.Span)}}}""");
}
