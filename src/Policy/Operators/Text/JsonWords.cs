using System.Text.Encodings.Web;
using System.Text.Json;

namespace Catalog.Policy.Operators.Text;

/// <summary>Words for JSON values in messages, and strings out of them.</summary>
internal static class JsonWords
{
    /// <summary>Strings as people read them: only what JSON demands is escaped. Never written into HTML.</summary>
    internal static readonly JsonSerializerOptions ReadableStrings = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    /// <summary>The text of a JSON string; null where it holds an escaped lone surrogate, which is no text.</summary>
    internal static string? StringOrNull(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal static ValueTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ValueTypes.String,
        JsonValueKind.Number => ValueTypes.Number,
        JsonValueKind.True or JsonValueKind.False => ValueTypes.Boolean,
        JsonValueKind.Array => ValueTypes.List,
        JsonValueKind.Object => ValueTypes.Object,
        _ => ValueTypes.None,
    };

    /// <summary>The value, or null for a JSON null.</summary>
    internal static JsonElement? Present(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value;

    /// <summary>Takes a member of an object (null where it, or the object, is absent); false where the names of the object cannot be read.</summary>
    internal static bool TryMember(JsonElement? holder, string name, out JsonElement? member)
    {
        try
        {
            member = holder is { } there && there.TryGetProperty(name, out var found) ? Present(found) : null;
            return true;
        }
        catch (InvalidOperationException)
        {
            member = null;
            return false; // an escaped lone surrogate in a name
        }
    }
}
