using System.Text.RegularExpressions;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Rationales;

/// <summary>What holds for each definition of the case files that has a verdict.</summary>
public sealed partial class NameEvidenceTests
{
    [Fact]
    public void Classify_AnyCaseWithADescription_DoesNotQuoteTheNameAlone()
    {
        foreach (var (tool, answer) in Known().Where(static pair => pair.Tool.Description is { } said && said.Any(char.IsLetter)))
        {
            Assert.False(answer.Evidence.All(static e => e.Field == "/tool"), $"{tool.Tool}: {tool.Description}");
            Assert.All(answer.Evidence, e => AssertQuoted.Exactly(tool, e));
        }
    }

    [Fact]
    public void Classify_NothingButAdviceToTheCaller_QuotesTheName()
    {
        var answer = ClassifierUnderTest.Instance.Classify(new ToolDefinition { Tool = "delete_fence_post", Description = "Only when asked." });
        Assert.Equal("/tool", Assert.Single(answer.Evidence).Field);
    }

    [Fact]
    public void Classify_AnyCase_HasARationaleOfTwoOrThreeSentences()
    {
        foreach (var (tool, answer) in Known())
        {
            var sentences = SentenceEnd().Split(Quoted().Replace(answer.Rationale, "Q"));
            Assert.True(sentences.Length is 2 or 3, $"{tool.Tool}: {answer.Rationale}");
            Assert.Equal(sentences.Length, sentences.Distinct(StringComparer.Ordinal).Count());
        }
    }

    private static IEnumerable<(ToolDefinition Tool, Classification Answer)> Known() =>
        from file in Directory.EnumerateFiles(CaseFiles.Folder("Rationales"), "*.json")
        from one in CaseFiles.Read<RationaleCase>(file)
        let answer = ClassifierUnderTest.Instance.Classify(one.Tool)
        where answer.Category != Category.Unknown
        select (one.Tool, answer);

    [GeneratedRegex("“[^”]*”|`[^`]*`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=\.)\s+(?=[A-Z])")]
    private static partial Regex SentenceEnd();
}
