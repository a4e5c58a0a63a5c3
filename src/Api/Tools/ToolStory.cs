using System.Text.Json;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>What a tool does on its server, in sentences that its record carries.</summary>
internal static class ToolStory
{
    private static readonly (string Name, string WhenTrue, string WhenFalse)[] Hints =
    [
        ("readOnlyHint", "it only reads", "it may change things"),
        ("destructiveHint", "it may destroy", "it only adds"),
        ("idempotentHint", "calling it twice does no more than once", "calling it twice does it twice"),
        ("openWorldHint", "it reaches the outside world", "it stays in a closed world"),
    ];

    public static IReadOnlyList<string> Sentences(ServerRecord server, ToolRecord tool, IReadOnlyList<ToolRecord> all)
    {
        var (definition, classification) = (tool.Definition, tool.Classification);
        var same = all.Count(t => t.Classification.Category == classification.Category);
        var sentences = new List<string>
        {
            classification.Category == Category.Unknown
                ? $"A call of `{definition.Tool}` can do anything as far as its definition goes: it says too little to tell."
                : $"A call of `{definition.Tool}` {Words.CanDo(classification.Category)}.",
        };
        if (classification.Facets.Count > 0)
        {
            sentences.Add($"It {Words.And([.. classification.Facets.Select(Words.Does)])}.");
        }

        if (classification.Dispatcher)
        {
            sentences.Add("This tool calls other tools: what it can do is what they can do.");
        }

        sentences.Add(all.Count <= 1
            ? $"It is the only tool of {ServerTitles.Of(server)}."
            : $"It is one of {Words.Number(all.Count)} tools of {ServerTitles.Of(server)}, {(same == 1 ? "the only one" : $"one of {Words.Number(same)}")} in the category {classification.Category}.");
        sentences.Add(Words.Offered(definition));
        if (definition.Partial)
        {
            sentences.Add("A part of its definition is put together when the server runs, and so is missing here.");
        }

        if (Claims(definition.Annotations) is { Count: > 0 } claims)
        {
            sentences.Add($"Its author claims that {Words.And(claims)}.");
        }

        sentences.AddRange((definition.Differences ?? []).Take(20).Select(static d => $"The running server differs from its source: {d.TrimEnd('.')}."));
        return sentences;
    }

    private static List<string> Claims(JsonElement? annotations)
    {
        var claims = new List<string>();
        if (annotations is { ValueKind: JsonValueKind.Object } hints)
        {
            foreach (var (name, whenTrue, whenFalse) in Hints)
            {
                if (hints.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.True or JsonValueKind.False))
                {
                    claims.Add($"{(value.ValueKind == JsonValueKind.True ? whenTrue : whenFalse)} (`{name}`)");
                }
            }
        }

        return claims;
    }
}
