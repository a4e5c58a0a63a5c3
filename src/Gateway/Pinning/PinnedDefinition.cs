using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.Pinning;

/// <summary>A tool's definition in one spelling, so that only a change of meaning is a change.</summary>
/// <param name="Hash">SHA-256 of the text, 64 lower-case hexadecimal digits.</param>
/// <param name="Text">JSON with sorted members, without <c>_meta</c>.</param>
internal sealed record PinnedDefinition(string Hash, string Text)
{
    /// <summary>Reads a tool as its server wrote it.</summary>
    public static PinnedDefinition Of(ReadOnlyMemory<byte> tool)
    {
        byte[] bytes;
        try
        {
            bytes = Sorted(tool);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair somewhere: it has one spelling, the one that it came in.
            bytes = JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(tool.Span));
        }

        return new PinnedDefinition(Convert.ToHexStringLower(SHA256.HashData(bytes)), Encoding.UTF8.GetString(bytes));
    }

    private static byte[] Sorted(ReadOnlyMemory<byte> tool)
    {
        using var document = JsonDocument.Parse(tool, new JsonDocumentOptions { MaxDepth = 512 });
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000 }))
        {
            WriteSorted(writer, document.RootElement, isTool: true);
        }

        return buffer.ToArray();
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element, bool isTool)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                // What stands in `_meta` is for programs between, and may differ from answer to answer.
                foreach (var member in element.EnumerateObject().Where(m => !isTool || m.Name != "_meta").OrderBy(static m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteSorted(writer, member.Value, isTool: false);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteSorted(writer, item, isTool: false);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
