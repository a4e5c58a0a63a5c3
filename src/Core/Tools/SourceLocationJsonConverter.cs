using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Tools;

/// <summary>Reads where a definition was read. Rows from elsewhere spell it as a plain text: that is no location, and is read as null.</summary>
public sealed class SourceLocationJsonConverter : JsonConverter<SourceLocation>
{
    // Without this converter, so that the object itself is read as its members say.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <inheritdoc/>
    public override SourceLocation? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return JsonSerializer.Deserialize<SourceLocation>(ref reader, Plain);
        }

        reader.Skip();
        return null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceLocation value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, Plain);
}
