using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>Where the author's annotations say one thing and the text another, a plain sentence each.</summary>
internal static class ContradictionRules
{
    /// <summary>The contradictions; only with evidence from the text.</summary>
    public static IReadOnlyList<string> Of(AnnotationView claims, Category category, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
        {
            return [];
        }

        var quote = evidence[0].Quote.ReplaceLineEndings(" ");
        return (claims, category) switch
        {
            ({ ReadOnly: true }, Category.Write or Category.Execute or Category.Destructive or Category.Financial) =>
                [$"The author's annotations say that the tool only reads, and its text says “{quote}”."],
            ({ Destructive: false }, Category.Destructive) =>
                [$"The author's annotations say that nothing is lost, and its text says “{quote}”."],
            ({ ReadOnly: not true, Destructive: true }, Category.Read) =>
                [$"The author's annotations say that a call may lose something, and its text says “{quote}”."],
            _ => [],
        };
    }
}
