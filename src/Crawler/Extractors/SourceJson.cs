using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Catalog.Crawler.Extractors;

/// <summary>
/// JSON as strangers write it, read as leniently as what runs it reads it: a manifest must not be able to hide its server by a doubled name, a byte that is no UTF-8 or half a
/// surrogate pair, which strict readers stumble over, some of them only later.
/// </summary>
internal static class SourceJson
{
    private const string Replacement = "\uFFFD";

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 };

    /// <summary>The content of a file, comments and trailing commas allowed; of a doubled name the last holds. Null where it is no JSON.</summary>
    public static JsonNode? ParseOrNull(ReadOnlyMemory<byte> content)
    {
        var text = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        try
        {
            using var document = JsonDocument.Parse(Utf8.IsValid(text.Span) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Span)), Options);
            return Copy(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As above, for a text.</summary>
    public static JsonNode? ParseOrNull(string text) => ParseOrNull(Encoding.UTF8.GetBytes(text));

    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members[Text(() => member.Name)] = Copy(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in element.EnumerateArray())
                {
                    items.Add(Copy(item));
                }

                return items;
            case JsonValueKind.String:
                return JsonValue.Create(Text(() => element.GetString()!));
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? JsonValue.Create(whole) : element.GetDouble() is var number && double.IsFinite(number) ? JsonValue.Create(number) : null;
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(element.GetBoolean());
            default:
                return null;
        }
    }

    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // Not a text in any encoding: what it stands for is known, what it says is not.
            return Replacement;
        }
    }
}
