using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalog.Policy.Operators.Numbers;

namespace Catalog.Policy.Compiled;

/// <summary>
/// The one text of a JSON value, for hashing: members sorted by code points, strings as they are, numbers as exact decimals without exponent or closing zeros,
/// no white space. Different values never share a text.
/// </summary>
internal static class CanonicalJson
{
    internal static void Write(JsonElement value, ArrayBufferWriter<byte> to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value.EnumerateObject(), to);
                break;
            case JsonValueKind.Array:
                WriteList(value, to);
                break;
            case JsonValueKind.String:
                WriteText(value, to);
                break;
            case JsonValueKind.Number:
                Write(ExactDecimal.FromJsonOrNull(value)?.ToCanonicalText() ?? value.GetRawText(), to);
                break;
            default:
                Write(value.ValueKind is JsonValueKind.Undefined ? "null" : value.GetRawText(), to);
                break;
        }
    }

    /// <summary>An object of some members of another; equal names keep their order, so that a text with duplicates is never that of one without.</summary>
    internal static void WriteObject(IEnumerable<JsonProperty> members, ArrayBufferWriter<byte> to)
    {
        // UTF-8 sorts as code points do, which UTF-16 does not.
        var sorted = members.Select(static m => (Key: Encoding.UTF8.GetBytes(m.Name), Member: m))
            .OrderBy(static m => m.Key, Comparer<byte[]>.Create(static (l, r) => l.AsSpan().SequenceCompareTo(r)));
        Write("{", to);
        var first = true;
        foreach (var (_, member) in sorted)
        {
            Write(first ? "" : ",", to);
            first = false;
            WriteString(member.Name, to);
            Write(":", to);
            Write(member.Value, to);
        }

        Write("}", to);
    }

    internal static void WriteString(string text, ArrayBufferWriter<byte> to)
    {
        var escaped = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                < ' ' => escaped.Append($"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        Write(escaped.Append('"').ToString(), to);
    }

    internal static void Write(string text, ArrayBufferWriter<byte> to) => Encoding.UTF8.GetBytes(text, to);

    private static void WriteList(JsonElement value, ArrayBufferWriter<byte> to)
    {
        Write("[", to);
        var first = true;
        foreach (var element in value.EnumerateArray())
        {
            Write(first ? "" : ",", to);
            first = false;
            Write(element, to);
        }

        Write("]", to);
    }

    // A text with half a surrogate pair is none; it stands as written, behind a sign that begins no other value.
    private static void WriteText(JsonElement value, ArrayBufferWriter<byte> to)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Write("!" + value.GetRawText(), to);
            return;
        }

        WriteString(text, to);
    }
}
