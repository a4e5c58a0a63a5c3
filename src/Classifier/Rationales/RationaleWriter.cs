using System.Text;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>Two or three plain sentences from the evidence, the facets and the risk; none that they do not carry.</summary>
internal static class RationaleWriter
{
    private const int MostQuotes = 2;

    /// <summary>The rationale.</summary>
    public static string Write(Category category, IReadOnlyList<Evidence> evidence, IReadOnlyList<RiskReason> risk, bool dispatcher)
    {
        if (category == Category.Unknown)
        {
            return "The definition says too little to tell what a call does. Treat it as if it could lose data until a person has looked.";
        }

        var text = new StringBuilder();
        text.Append(Lead(category)).Append(": ").Append(Quotes(evidence)).Append('.');
        var steps = risk.Where(static r => r.Step != 0 || r.Reason.StartsWith("it ", StringComparison.Ordinal)).Skip(1).Select(static r => r.Reason).ToList();
        if (steps.Count > 0)
        {
            text.Append(" What raises or lowers the risk: ").AppendJoin("; ", steps).Append('.');
        }

        if (dispatcher)
        {
            text.Append(" It can call other tools, so its own words do not tell all that a call can do.");
        }

        return text.ToString();
    }

    private static string Lead(Category category) => category switch
    {
        Category.Read => "A call reads or computes and changes nothing outside the session",
        Category.Write => "A call creates or changes something that a later action can correct",
        Category.Execute => "A call runs or operates something, and its effects depend on what it is told",
        Category.Destructive => "A call can lose data, a resource or access for good",
        _ => "A call moves money or value, or binds somebody to pay",
    };

    private static string Quotes(IReadOnlyList<Evidence> evidence) =>
        string.Join(" and ", evidence.Take(MostQuotes).Select(static e => $"{Place(e.Field)} says “{Flat(e.Quote)}”"));

    private static string Flat(string quote) => quote.ReplaceLineEndings(" ");

    private static string Place(string field) => field switch
    {
        "/description" => "its description",
        "/tool" => "its name",
        "/title" => "its title",
        _ when field.StartsWith("/siblings", StringComparison.Ordinal) => "the name of another tool",
        _ when field.Contains("/enum/", StringComparison.Ordinal) || field.EndsWith("/const", StringComparison.Ordinal) => "a value of an argument",
        _ when field.EndsWith("/description", StringComparison.Ordinal) => "the description of an argument",
        _ => "the name of an argument",
    };
}
