using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Catalog.Core.Tools;

/// <summary>What makes two definitions the same: name, title, description, schema and annotations, members in any order.</summary>
public static class DefinitionHash
{
    // Sorting by inserting is quadratic.
    private const int MostInserted = 64;

    /// <summary>SHA-256 of the canonical text, 64 lower-case hexadecimal digits.</summary>
    public static string Of(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var buffer = new ArrayBufferWriter<byte>(4096);
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

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
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
                WriteMembers(writer, element.Value);
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

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement element)
    {
        var members = new List<JsonProperty>(element.GetPropertyCount());
        foreach (var member in element.EnumerateObject())
        {
            if (!IsPlain(JsonMarshal.GetRawUtf8PropertyName(member)))
            {
                WriteAnyMembers(writer, element);
                return;
            }

            // Behind all that are not greater, so that two of one name stay in their order. Most schemas have few members, and many write them in order.
            var at = members.Count;
            while (at > 0 && JsonMarshal.GetRawUtf8PropertyName(members[at - 1]).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(member)) > 0)
            {
                at--;
            }

            members.Insert(at, member);
            if (members.Count > MostInserted)
            {
                WriteAnyMembers(writer, element);
                return;
            }
        }

        foreach (var member in members)
        {
            writer.WritePropertyName(JsonMarshal.GetRawUtf8PropertyName(member));
            WriteSorted(writer, member.Value);
        }
    }

    private static void WriteAnyMembers(Utf8JsonWriter writer, JsonElement element)
    {
        foreach (var member in element.EnumerateObject().OrderBy(static m => m.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(member.Name);
            WriteSorted(writer, member.Value);
        }
    }

    // The bytes of such names are in the order of their characters, and say them without an escape.
    private static bool IsPlain(ReadOnlySpan<byte> name) => Ascii.IsValid(name) && !name.Contains((byte)'\\');
}
