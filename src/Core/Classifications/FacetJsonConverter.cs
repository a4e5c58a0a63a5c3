using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Classifications;

/// <summary>Reads and writes a <see cref="Facet"/> by its id (<see cref="FacetIds"/>).</summary>
public sealed class FacetJsonConverter : JsonConverter<Facet>
{
    /// <inheritdoc/>
    public override Facet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FacetIds.ParseOrNull(reader.GetString()!) is { } facet
            ? facet
            : throw new JsonException("not a facet of the taxonomy");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Facet value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(FacetIds.Of(value));
    }
}
