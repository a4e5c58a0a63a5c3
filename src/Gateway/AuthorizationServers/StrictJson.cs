using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.AuthorizationServers;

/// <summary>Reads JSON that two readers cannot understand differently.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The object of a text; null where it is none, where a member is there twice, or where a text in it is no Unicode.</summary>
    public static JsonElement? ObjectOrNull(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            _ = Utf8.GetCharCount(utf8.Span);
            using var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            Walk(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception failure) when (failure is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text of an object; null where the member is absent or no text.</summary>
    public static string? TextOrNull(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The texts of a member that is a list of texts; null where it is absent or anything else.</summary>
    public static IReadOnlyList<string>? TextsOrNull(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(static item => item.GetString()!)]
            : null;

    // Half of a surrogate pair is found only when its text is taken out.
    private static void Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Walk(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
