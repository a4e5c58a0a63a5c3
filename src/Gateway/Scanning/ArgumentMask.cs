using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Core.Texts;

namespace Catalog.Gateway.Scanning;

/// <summary>
/// Arguments of a call as the decision log may hold them: JSON, short, without what looks secret. What stands under a name that promises a
/// secret goes whole; of texts, what has the form of one, or matches a pattern of the operator's.
/// </summary>
internal sealed class ArgumentMask(GatewayOptions options)
{
    private const string Redacted = "[REDACTED]";
    private const string CutOff = "… cut off";
    private const int MostBytes = 3000;
    private const int MostOfText = 500;
    private const int MostLookedAt = 64 * 1024;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly string[] Telling =
        ["password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "accesskey", "privatekey", "signingkey", "authorization", "credential", "cookie", "bearer", "sessionid"];

    private static readonly string[] TellingWhole = ["auth", "pin", "otp", "cvv", "cvc", "jwt", "key", "pass"];

    private readonly Lazy<IReadOnlyList<(string Name, Regex Pattern)>> _rules = new(() =>
    [
        .. SecretForms.All.Select(static f => (f.Name, new Regex(f.Expression, Linear))),
        .. options.Scan.Patterns.Select(static p => (p.Name, new Regex(p.Expression, Linear))),
    ]);

    /// <summary>The text for the log.</summary>
    /// <param name="arguments">A JSON object, screened.</param>
    public string Of(ReadOnlyMemory<byte> arguments)
    {
        var masked = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(masked, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512, SkipValidation = true }))
        {
            Write(arguments.Span, writer);
        }

        return Encoding.UTF8.GetString(masked.WrittenSpan);
    }

    private void Write(ReadOnlySpan<byte> arguments, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(arguments, new JsonReaderOptions { MaxDepth = 512 });
        var open = new Stack<bool>();
        while (reader.Read())
        {
            // Before a member or an element, never between a name and its value.
            var begins = reader.TokenType == JsonTokenType.PropertyName || (open.TryPeek(out var inObject) && !inObject && reader.TokenType != JsonTokenType.EndArray);
            if (begins && writer.BytesCommitted + writer.BytesPending > MostBytes)
            {
                Close(writer, open);
                return;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    open.Push(true);
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    open.Push(false);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray when open.Pop():
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    var name = TextOf(ref reader);
                    writer.WritePropertyName(Masked(name));
                    if (IsTelling(name))
                    {
                        reader.Read();
                        reader.Skip();
                        writer.WriteStringValue(Redacted);
                    }

                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(Masked(TextOf(ref reader)));
                    break;
                case JsonTokenType.Number when reader.ValueSpan.Length > MostOfText:
                    writer.WriteStringValue(CutOff);
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }

    private static void Close(Utf8JsonWriter writer, Stack<bool> open)
    {
        if (open.Peek())
        {
            writer.WriteBoolean(CutOff, value: true);
        }
        else
        {
            writer.WriteStringValue(CutOff);
        }

        while (open.TryPop(out var isObject))
        {
            if (isObject)
            {
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteEndArray();
            }
        }
    }

    private string Masked(string text)
    {
        // Whole first, for half a secret has no form any more; beyond what is looked at nothing is shown.
        var shown = HiddenText.Without(text.Length > MostLookedAt ? text[..MostLookedAt] : text);
        foreach (var (name, pattern) in _rules.Value)
        {
            shown = pattern.Replace(shown, $"[REDACTED:{name}]");
        }

        return shown.Length > MostOfText ? $"{shown[..MostOfText]}… ({text.Length} characters)" : shown;
    }

    private static bool IsTelling(string name)
    {
        var bare = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return TellingWhole.Contains(bare, StringComparer.Ordinal) || Telling.Any(word => bare.Contains(word, StringComparison.Ordinal));
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair as an escape.
            return CutOff;
        }
    }
}
