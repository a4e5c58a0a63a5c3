using System.Globalization;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>ArkType: types written as TypeScript writes them, in texts; a question mark at a name, and a default in the text, make a member optional.</summary>
internal static class ArkTypeLibrary
{
    private const int LongestText = 2_000;
    private const int Deepest = 10;

    public static bool IsIts(string module) => module == "arktype";

    /// <summary>The type that a definition stands for, a text, an object of them, or a type already.</summary>
    public static SchemaValue Read(Machine machine, Value definition, int depth = 0)
    {
        switch (definition.Primary)
        {
            case SchemaValue schema:
                return schema;
            case ConstantValue { Text: { Length: < LongestText } text }:
                return Text(text, 0);
            case RecordValue record when depth < Deepest:
                return Object(machine, record, depth);
            case ListValue { Items: [{ Value: var item }, { Value: ConstantValue { Text: "[]" } }] }:
                return ZodLibrary.Array(machine, Read(machine, item, depth + 1));
            case ListValue { Items: [{ Value: var usual }, { Value: ConstantValue { Text: "=" } }, { Value: var value }] }:
                return ZodMethods.Default(machine, Read(machine, usual, depth + 1), value);
            default:
                return new SchemaValue { Own = [], Partial = true };
        }
    }

    private static SchemaValue Object(Machine machine, RecordValue record, int depth)
    {
        var shape = new RecordValue { IsOpen = record.IsOpen };
        foreach (var key in record.Keys.Where(static k => k != "+" && !k.StartsWith('[')))
        {
            var isOptional = key.EndsWith('?');
            var member = Read(machine, machine.GetMember(record, key), depth + 1);
            shape.Set(isOptional ? key[..^1] : key, isOptional ? member.With(static _ => { }, isOptional: true) : member);
        }

        return new SchemaValue { Own = [], Shape = shape };
    }

    private static SchemaValue Text(string text, int depth)
    {
        var words = text.Trim();
        if (depth > Deepest)
        {
            return new SchemaValue { Own = [], Partial = true };
        }

        if (words.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var equals && Constant(words[(equals + 3)..]) is { } usual)
        {
            return Text(words[..equals], depth + 1).With(o => o["default"] = usual, isOptional: true);
        }

        if (words.EndsWith('?'))
        {
            return Text(words[..^1], depth + 1).With(static _ => { }, isOptional: true);
        }

        var options = words.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return options.Length > 1 ? Union(options, depth)
            : words.EndsWith("[]", StringComparison.Ordinal) && Text(words[..^2].Trim('(', ')'), depth + 1) is var items ? SchemaValue.OfType("array").With(o => o["items"] = items.Own.DeepClone())
            : Constant(words) is { } constant ? SchemaValue.OfType(null).With(o => o["const"] = constant)
            : Word(words);
    }

    private static SchemaValue Union(string[] options, int depth)
    {
        var stated = options.Where(static o => o != "undefined").ToList();
        var isOptional = stated.Count < options.Length;
        if (stated.TrueForAll(static o => Constant(o) is not null))
        {
            return SchemaValue.OfType(stated.TrueForAll(static o => o[0] is '\'' or '"') ? "string" : null)
                .With(o => o["enum"] = new JsonArray([.. stated.Select(Constant)]), isOptional);
        }

        var parts = stated.Select(o => (JsonNode)Text(o, depth + 1).Own.DeepClone()).ToArray();
        return parts.Length == 1 ? Text(stated[0], depth + 1).With(static _ => { }, isOptional) : SchemaValue.OfType(null).With(o => o["anyOf"] = new JsonArray(parts), isOptional);
    }

    /// <summary>One type with its bounds, which are left out: <c>number &gt; 0</c>, <c>1 &lt;= string &lt;= 20</c>.</summary>
    private static SchemaValue Word(string text)
    {
        var word = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static w => char.IsAsciiLetter(w[0])) ?? "";
        return word.Split('.') switch
        {
            ["string", var format, ..] => ZodMethods.Format(SchemaValue.OfType("string"), format),
            ["string", ..] => SchemaValue.OfType("string"),
            ["number", "integer", ..] => SchemaValue.OfType("integer"),
            ["number", ..] => SchemaValue.OfType("number"),
            ["boolean", ..] => SchemaValue.OfType("boolean"),
            ["null"] => SchemaValue.OfType("null"),
            ["object" or "Record", ..] => SchemaValue.OfType("object"),
            ["unknown" or "any"] => SchemaValue.OfType(null),
            _ => new SchemaValue { Own = [], Partial = true },
        };
    }

    private static JsonValue? Constant(string text) =>
        text.Trim() is var word && word.Length >= 2 && word[0] is '\'' or '"' && word[^1] == word[0] ? JsonValue.Create(word[1..^1])
        : word is "true" or "false" ? JsonValue.Create(word == "true")
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : null;
}
