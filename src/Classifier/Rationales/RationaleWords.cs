using Catalog.Classifier.Quoting;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>What categories, quotes and their places are called in a rationale.</summary>
internal static class RationaleWords
{
    private const int LongestQuote = 120;

    /// <summary>What a call can do, a clause without a full stop.</summary>
    public static string Meaning(Category category) => category switch
    {
        Category.Read => "a call reads or computes, and changes nothing outside the session",
        Category.Write => "a call creates or changes something that a later action can correct",
        Category.Execute => "a call runs or operates something, so its effects depend on what it is told",
        Category.Destructive => "a call can lose data, a resource or access",
        _ => "a call moves money or value, or binds somebody to pay",
    };

    /// <summary>A quote on one line, cut where it is long.</summary>
    public static string Flat(string quote)
    {
        var text = quote.ReplaceLineEndings(" ");
        var cut = LongestQuote - (text.Length > LongestQuote && char.IsHighSurrogate(text[LongestQuote - 1]) ? 1 : 0);
        return text.Length > LongestQuote ? text[..cut] + "…" : text;
    }

    /// <summary>Where a quote stands, a clause that leads up to it.</summary>
    public static string Place(string field) => field switch
    {
        "/description" => "its description says",
        "/tool" => "its name has the word",
        "/title" => "its title says",
        _ when field.StartsWith("/siblings", StringComparison.Ordinal) => "another tool of the server is called",
        _ when field.IsArgumentName() => "it takes the argument",
        _ when field.Contains("/enum/", StringComparison.Ordinal) || field.EndsWith("/const", StringComparison.Ordinal) => "an argument can be",
        _ when field.EndsWith("/description", StringComparison.Ordinal) => "an argument is described as",
        _ => "it takes the argument",
    };
}
