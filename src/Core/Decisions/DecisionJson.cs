using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Catalog.Core.Decisions;

/// <summary>Entries as text: one line, with every character that would not be seen, or would change the order of what is, as an escape.</summary>
public static class DecisionJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(Visible()),
        RespectNullableAnnotations = true,
    };

    /// <summary>An entry as one line without a line end: camel case, null omitted.</summary>
    public static string Write(DecisionLogEntry entry) => JsonSerializer.Serialize(entry, Options);

    /// <summary>The entry of such a line.</summary>
    /// <exception cref="JsonException">The text is no entry.</exception>
    public static DecisionLogEntry Read(string text) => JsonSerializer.Deserialize<DecisionLogEntry>(text, Options) ?? throw new JsonException("an entry is an object");

    private static TextEncoderSettings Visible()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        for (var code = 0; code <= char.MaxValue; code++)
        {
            if (IsUnseen((char)code))
            {
                settings.ForbidCharacter((char)code);
            }
        }

        settings.AllowCharacters('<', '>', '&', '\'', '+');
        return settings;
    }

    private static bool IsUnseen(char character) => char.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => character != ' ',
        // Letters that are drawn as nothing, variation selectors and the combining joiner.
        _ => character is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u2800' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F'),
    };
}
