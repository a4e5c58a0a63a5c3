using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Servers;

/// <summary>Writes a <see cref="ServerKey"/> as its text; a text that is no key is a <see cref="JsonException"/>.</summary>
public sealed class ServerKeyJsonConverter : JsonConverter<ServerKey>
{
    /// <inheritdoc/>
    public override ServerKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ServerKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("not a server key");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ServerKey value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Value);
    }
}
