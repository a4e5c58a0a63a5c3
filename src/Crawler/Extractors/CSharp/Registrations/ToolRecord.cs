using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Reads a definition made by hand: <c>new Tool { Name = …, Description = …, InputSchema = … }</c>.</summary>
internal static class ToolRecord
{
    private const int Deepest = 40;
    private static readonly (string Member, string Claim)[] Claims = [("Title", "title"), ("ReadOnlyHint", "readOnlyHint"), ("DestructiveHint", "destructiveHint"), ("IdempotentHint", "idempotentHint"), ("OpenWorldHint", "openWorldHint")];

    /// <summary>The tool; null where its name is not constant.</summary>
    public static FoundTool? ReadOrNull(Evaluator evaluator, RecordValue record, string? condition)
    {
        if (record.FindOrNull("Name")?.Primary is not ConstantValue { Text: { } name, Partial: false })
        {
            return null;
        }

        var description = record.FindOrNull("Description")?.Primary;
        var isPartial = description is UnknownValue or ConstantValue { Partial: true };
        var written = record.FindOrNull("InputSchema");
        var schema = written is null ? null : Write(written, ref isPartial, 0) as JsonObject;
        var claims = new JsonObject();
        if (record.FindOrNull("Annotations")?.Primary is RecordValue annotations)
        {
            foreach (var (member, claim) in Claims)
            {
                if (annotations.FindOrNull(member)?.Primary is ConstantValue { IsNothing: false } value)
                {
                    claims[claim] = Schemas.TypeSchemas.DefaultOrNull(value);
                }
            }
        }

        return new FoundTool
        {
            Name = name,
            Title = (record.FindOrNull("Title")?.Primary as ConstantValue)?.Text,
            Description = (description as ConstantValue)?.Text,
            InputSchema = schema,
            Annotations = claims.Count > 0 ? claims : null,
            Condition = condition,
            IsPartial = isPartial || (written is not null && schema is null) || evaluator.IsCut,
            File = record.File ?? "",
            Line = Math.Max(1, record.Node?.Line ?? 1),
            Column = Math.Max(1, record.Node?.Column ?? 1),
        };
    }

    /// <summary>A text as JSON; null where it is none.</summary>
    public static JsonNode? ParseOrNull(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Write(Value value, ref bool isPartial, int depth)
    {
        if (depth > Deepest)
        {
            isPartial = true;
            return null;
        }

        switch (value.Primary)
        {
            case JsonText json:
                isPartial |= json.Node is null;
                return json.Node?.DeepClone();
            case ConstantValue constant:
                isPartial |= constant.Partial;
                // A schema handed on as text is the schema.
                return depth == 0 && constant.Text is { } text ? ParseOrNull(text) : Schemas.TypeSchemas.DefaultOrNull(constant);
            case ListValue list:
                var array = new JsonArray();
                isPartial |= list.IsOpen;
                foreach (var item in list.Items)
                {
                    array.Add(Write(item.Value, ref isPartial, depth + 1));
                }

                return array;
            case RecordValue record:
                var members = new JsonObject();
                isPartial |= record.IsOpen;
                foreach (var key in record.Keys)
                {
                    // The names of anonymous members cannot hold what JSON Schema's keywords need: the language escapes them.
                    members[key.TrimStart('@')] = Write(record.FindOrNull(key)!, ref isPartial, depth + 1);
                }

                return members;
            default:
                isPartial = true;
                return null;
        }
    }
}
