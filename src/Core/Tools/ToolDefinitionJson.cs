using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Tools;

/// <summary>Tool definitions as JSON lines. Unknown members are ignored; members that are null are omitted.</summary>
public static class ToolDefinitionJson
{
    /// <summary>How the catalog's own records are written: camel case, null omitted, one line, non-ASCII text as it is.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = true,
        MaxDepth = 64,
        RespectNullableAnnotations = true,
        // Before the converter of all enums, which would win over the attribute of the type.
        Converters = { new Classifications.FacetJsonConverter(), new JsonStringEnumConverter() },
    };

    /// <summary>One definition from one JSON line.</summary>
    /// <exception cref="JsonException">The line is not a JSON object, or <c>tool</c> is missing or empty.</exception>
    public static ToolDefinition Parse(string line)
    {
        var tool = JsonSerializer.Deserialize<ToolDefinition>(line, Options) ?? throw new JsonException("a tool definition is a JSON object");
        return tool.Tool.Length > 0 ? tool : throw new JsonException("`tool` is empty");
    }

    /// <summary>One definition from one JSON line in UTF-8, with the same answers; bytes that are no UTF-8 become replacement characters.</summary>
    /// <exception cref="JsonException">The line is not a JSON object, or <c>tool</c> is missing or empty.</exception>
    public static ToolDefinition Parse(ReadOnlySpan<byte> line) => Parse(line, out _);

    /// <summary>The same, and whether each of its members can be taken by itself.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isPlain">True where every member is spelled without escapes as the catalog spells it, and stands there once: with another value of one member in its place, the line is the same definition but for that member.</param>
    /// <exception cref="JsonException">The line is not a JSON object, or <c>tool</c> is missing or empty.</exception>
    public static ToolDefinition Parse(ReadOnlySpan<byte> line, out bool isPlain)
    {
        var tool = ToolDefinitionReader.ReadOrNull(line, out var repeats);
        isPlain = tool is not null && !repeats;
        return tool ?? Parse(Encoding.UTF8.GetString(line));
    }

    /// <summary>One definition as one line without a line end.</summary>
    public static string Write(ToolDefinition tool) => JsonSerializer.Serialize(tool, Options);
}
