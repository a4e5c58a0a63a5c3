using System.Security.Cryptography;
using System.Text.Json;

namespace Catalog.Core.Tools;

/// <summary>What makes two definitions the same: name, title, description, schema and annotations, members in any order.</summary>
public static class DefinitionHash
{
    /// <summary>SHA-256 of the canonical text, 64 lower-case hexadecimal digits.</summary>
    public static string Of(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(tool.Tool);
            writer.WriteStringValue(tool.Title);
            writer.WriteStringValue(tool.Description);
            WriteSorted(writer, tool.InputSchema);
            WriteSorted(writer, tool.Annotations);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.ToArray()));
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement? element)
    {
        switch (element?.ValueKind)
        {
            case null or JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.Value.EnumerateObject().OrderBy(static m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteSorted(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.Value.EnumerateArray())
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.Value.WriteTo(writer);
                break;
        }
    }
}
