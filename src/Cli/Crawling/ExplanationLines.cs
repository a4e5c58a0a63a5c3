using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Cli.Crawling;

/// <summary>Prints how tools were found, for people or as JSON lines. Words of strangers are shown without their control characters.</summary>
internal static class ExplanationLines
{
    /// <summary>Writes all of them; false where none is about a tool or file that exists.</summary>
    public static async Task<bool> WriteAsync(TextWriter output, IReadOnlyList<ExtractionExplanation> explanations, bool asJson)
    {
        // Of several sources those that know the subject speak.
        var known = explanations.Where(static e => e.IsKnown).ToList();
        foreach (var explanation in known.Count > 0 ? known : explanations.Take(1))
        {
            if (asJson)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(explanation, ToolDefinitionJson.Options));
                continue;
            }

            await output.WriteLineAsync(Plain(explanation.Server is null ? explanation.Subject : $"{explanation.Subject} ({explanation.Server})"));
            foreach (var part in explanation.Parts)
            {
                await output.WriteLineAsync(Plain($"  {part.Part}: {part.Says}{(part.At is null ? "" : $" [{part.At}]")}"));
            }
        }

        return known.Count > 0;
    }

    private static string Plain(string text) => string.Concat(text.Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c));
}
