using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.Upstreams;

/// <summary>The headers that repeat arguments, where a tool's input schema asks for them (<c>x-mcp-header</c>, from 2026-07-28 on).</summary>
internal static class ParamHeaders
{
    /// <summary>How the names of these headers begin.</summary>
    public const string Prefix = "Mcp-Param-";

    private const int MaxDepth = 32;

    /// <summary>Header and value for each annotated argument that is there.</summary>
    public static IEnumerable<(string Header, string Value)> Of(JsonElement schema, JsonElement arguments) => Walk(schema, arguments, 0);

    /// <summary>The headers that a schema asks for, whether or not their arguments are there.</summary>
    public static IEnumerable<string> DeclaredBy(JsonElement schema) => Declared(schema, 0);

    /// <summary>A value as a header carries it: as it is where it is plain, else encoded.</summary>
    public static string Encode(string value)
    {
        var plain = value.All(static c => c is '\t' or (>= ' ' and <= '~')) && value == value.Trim() && !value.StartsWith("=?base64?", StringComparison.Ordinal);
        return plain ? value : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
    }

    /// <summary>What a header says; null where it is not validly encoded.</summary>
    public static string? DecodeOrNull(string value)
    {
        var text = value.Trim();
        if (text.Any(static c => c is not '\t' and (< ' ' or > '~')))
        {
            return null;
        }

        if (!text.StartsWith("=?base64?", StringComparison.Ordinal) || !text.EndsWith("?=", StringComparison.Ordinal) || text.Length < 11)
        {
            return text;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[9..^2], bytes, out var length))
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The text of each argument that a header may repeat, at any depth: of strings, numbers, <c>true</c> and <c>false</c>.</summary>
    public static IEnumerable<string> ScalarsOf(JsonElement arguments) => arguments.ValueKind switch
    {
        JsonValueKind.Object => arguments.EnumerateObject().SelectMany(static member => ScalarsOf(member.Value)),
        JsonValueKind.String => [arguments.GetString()!],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [arguments.GetRawText()],
        _ => [],
    };

    private static IEnumerable<string> Declared(JsonElement schema, int depth)
    {
        if (depth > MaxDepth || schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in properties.EnumerateObject().Where(static p => p.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (var inner in Declared(property.Value, depth + 1))
            {
                yield return inner;
            }

            if (property.Value.TryGetProperty("x-mcp-header", out var header) && header.ValueKind == JsonValueKind.String)
            {
                yield return Prefix + header.GetString();
            }
        }
    }

    private static IEnumerable<(string, string)> Walk(JsonElement schema, JsonElement value, int depth)
    {
        if (depth > MaxDepth || schema.ValueKind != JsonValueKind.Object || value.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in properties.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(property.Name, out var argument) || argument.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            foreach (var inner in Walk(property.Value, argument, depth + 1))
            {
                yield return inner;
            }

            if (property.Value.TryGetProperty("x-mcp-header", out var header) && header.ValueKind == JsonValueKind.String)
            {
                yield return (Prefix + header.GetString(), argument.ValueKind == JsonValueKind.String ? argument.GetString()! : argument.GetRawText());
            }
        }
    }
}
