using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Core.Tools;

/// <summary>Reads and writes the members of a closed set in lower case (<c>yes</c>); an unknown word or a number is a <see cref="JsonException"/>.</summary>
/// <typeparam name="T">The closed set.</typeparam>
public sealed class LowerCaseEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString()!;
            foreach (var value in Enum.GetValues<T>())
            {
                if (string.Equals(value.ToString().ToLowerInvariant(), text, StringComparison.Ordinal))
                {
                    return value;
                }
            }
        }

        throw new JsonException($"expected one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString().ToLowerInvariant());
    }
}
