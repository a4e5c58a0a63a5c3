using System.Text.Json;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Uses;

/// <summary>Takes entries out of the answer to a list request by the smallest edit of its bytes.</summary>
internal static class ListCut
{
    private const int MaxDepth = 512;

    /// <summary>The answer without what is not shown; the same bytes where all is.</summary>
    /// <param name="answer">The answer, as the server gave it.</param>
    /// <param name="kind">What list it is.</param>
    /// <param name="isShown">Whether an entry of a name stays.</param>
    /// <returns>Null where the list cannot be read.</returns>
    public static ReadOnlyMemory<byte>? WithoutOrNull(UpstreamMessage answer, ListKind kind, Func<string, bool> isShown)
    {
        try
        {
            return PlaceOrNull(answer, kind.Member) is not { } place ? null : Cut(answer, place, kind.Key, isShown);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair in a name: nobody knows what the client would read.
            return null;
        }
    }

    /// <summary>Whether a result has such a list at all.</summary>
    public static bool Has(UpstreamMessage answer, ListKind kind)
    {
        try
        {
            return Places(answer, kind.Member).Count > 0;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return true;
        }
    }

    private static ReadOnlyMemory<byte>? Cut(UpstreamMessage answer, ByteRange place, string key, Func<string, bool> isShown)
    {
        var list = new MemoryStream();
        list.WriteByte((byte)'[');
        var isCut = false;
        var reader = new Utf8JsonReader(place.Of(answer.Bytes).Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.StartObject || NameOrNull(ref reader, key) is not { } name)
            {
                return null;
            }

            if (!isShown(name))
            {
                isCut = true;
                continue;
            }

            if (list.Length > 1)
            {
                list.WriteByte((byte)',');
            }

            list.Write(answer.Bytes.Span.Slice(place.Start + start, (int)reader.BytesConsumed - start));
        }

        if (!isCut)
        {
            return answer.Bytes;
        }

        list.WriteByte((byte)']');
        // A list that one caller sees must not be kept for others.
        var pieces = new List<(ByteRange Range, ReadOnlyMemory<byte> With)> { (place, list.ToArray()) };
        if (answer.CacheScope.IsPresent)
        {
            pieces.Add((answer.CacheScope, CacheScope.OfOneCaller));
        }

        pieces.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return Splice.Replace(answer.Bytes, pieces.ToArray());
    }

    /// <summary>The one name of an entry, read to the entry's end; null for none, and for two, of which nobody knows which one the agent would see.</summary>
    private static string? NameOrNull(ref Utf8JsonReader reader, string key)
    {
        string? name = null;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var isName = reader.ValueTextEquals(key);
            reader.Read();
            if (isName)
            {
                if (name is not null || reader.TokenType != JsonTokenType.String)
                {
                    return null;
                }

                name = reader.GetString();
            }

            reader.Skip();
        }

        return name;
    }

    private static ByteRange? PlaceOrNull(UpstreamMessage answer, string member) =>
        Places(answer, member) is [var (place, kind)] && kind == JsonTokenType.StartArray ? place : null;

    private static List<(ByteRange Place, JsonTokenType Kind)> Places(UpstreamMessage answer, string member)
    {
        var places = new List<(ByteRange, JsonTokenType)>();
        var reader = new Utf8JsonReader(answer.Bytes.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = reader.ValueTextEquals("result"u8);
            reader.Read();
            if (!isResult || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isList = reader.ValueTextEquals(member);
                reader.Read();
                var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
                reader.Skip();
                if (isList)
                {
                    places.Add((new ByteRange(start, (int)reader.BytesConsumed - start), kind));
                }
            }
        }

        return places;
    }
}
