using System.Text.Json;
using System.Text.Unicode;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads a JSON text into nodes that know their places, in one forward pass; duplicate keys at any depth are problems.</summary>
internal static class DocumentReader
{
    /// <summary>Deeper nesting is refused; no policy needs it, and every reader of the document is recursive.</summary>
    private const int MaxDepth = 64;

    /// <summary>The root, or null where the text is no JSON, which is then a problem.</summary>
    internal static DocumentNode? ReadOrNull(SourceText source, Problems problems)
    {
        var utf8 = source.Utf8;
        if (!Utf8.IsValid(utf8.Span))
        {
            problems.Add("", FirstInvalid(utf8.Span), "the document is not UTF-8 from here on: save it as UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, utf8, "", problems);
            reader.Read();
            return root;
        }
        catch (JsonException failure)
        {
            problems.Add("", source.OffsetOf(failure.LineNumber ?? 0, failure.BytePositionInLine ?? 0), $"the document is not JSON from here on: {Reason(failure)}");
            return null;
        }
    }

    private static DocumentNode ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, string pointer, Problems problems)
    {
        var start = (int)reader.TokenStartIndex;
        var node = new DocumentNode
        {
            Kind = KindOf(reader.TokenType),
            Pointer = pointer,
            Start = start,
            Text = reader.TokenType == JsonTokenType.String ? Text(ref reader, pointer, problems) : "",
        };
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadMembers(ref reader, utf8, node, problems);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                node.Items.Add(ReadValue(ref reader, utf8, JsonPointer.Append(pointer, node.Items.Count), problems));
            }
        }

        node.Raw = utf8[start..(int)reader.BytesConsumed];
        return node;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, DocumentNode node, Problems problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var nameStart = (int)reader.TokenStartIndex;
            var name = Text(ref reader, node.Pointer, problems);
            var pointer = JsonPointer.Append(node.Pointer, name);
            reader.Read();
            var value = ReadValue(ref reader, utf8, pointer, problems);
            if (seen.Add(name))
            {
                node.Members.Add(new DocumentMember(name, nameStart, value));
            }
            else
            {
                problems.Add(pointer, nameStart, $"the key `{name}` is written twice in one object: keep one of them");
            }
        }
    }

    private static string Text(ref Utf8JsonReader reader, string pointer, Problems problems)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            problems.Add(pointer, (int)reader.TokenStartIndex, "the string holds one half of a surrogate pair, which is no character: escape both halves or write the character itself");
            return "";
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(utf8[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            at += consumed;
        }

        return at;
    }

    // The reader's own words, without the position that is told beside them and without capital and full stop.
    private static string Reason(JsonException failure)
    {
        var text = failure.Message.Split(" LineNumber:", 2)[0].TrimEnd('.').Replace(". ", ", ", StringComparison.Ordinal);
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..] : "it ends too early";
    }
}
