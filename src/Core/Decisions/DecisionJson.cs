using System.Buffers;
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

    /// <summary>As <see cref="Write(DecisionLogEntry)"/>, in UTF-8.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="into">Of <see cref="NewWriter"/>; all that it was given is in its buffer afterwards, and it can take the next entry.</param>
    public static void Write(DecisionLogEntry entry, Utf8JsonWriter into)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(into);
        DecisionText.Write(into, entry);
        into.Flush();
        into.Reset();
    }

    /// <summary>A writer of entries, for one thread at a time.</summary>
    /// <param name="buffer">Where they go.</param>
    public static Utf8JsonWriter NewWriter(IBufferWriter<byte> buffer) => new(buffer, new JsonWriterOptions { Encoder = Options.Encoder, SkipValidation = true });

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
