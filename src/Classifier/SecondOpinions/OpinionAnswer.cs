using System.Text.Json;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.SecondOpinions;

/// <summary>Reads a model's answer, and drops what is not exactly as it was asked for: a category of the five, and words that stand in the definition.</summary>
internal static class OpinionAnswer
{
    private const int LongestAnswer = 8_192;
    private const int ShortestQuote = 3;
    private const string SignalId = "second-opinion";

    /// <summary>The opinion; null where the text is no such answer or quotes what is not there.</summary>
    public static SecondOpinion? ReadOrNull(string? text, ToolDefinition tool, string model)
    {
        if (text is not { Length: > 0 and <= LongestAnswer } || ParseOrNull(text) is not (var category, { Length: >= ShortestQuote } quote, var field))
        {
            return null;
        }

        return QuotedWords.FindOrNull(tool, field, quote, SignalId) is { } evidence ? new SecondOpinion { Category = category, Evidence = [evidence], Model = model } : null;
    }

    private static (Category Category, string Quote, string Field)? ParseOrNull(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count() == 3
                && root.TryGetProperty("category", out var category) && category.TextOrNull() is { } name
                && Enum.TryParse<Category>(name, ignoreCase: false, out var value) && value != Category.Unknown && Enum.IsDefined(value) && name == value.ToString()
                && root.TryGetProperty("quote", out var quote) && quote.TextOrNull() is { } words
                && root.TryGetProperty("field", out var field) && field.TextOrNull() is { } pointer
                ? (value, words, pointer)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
