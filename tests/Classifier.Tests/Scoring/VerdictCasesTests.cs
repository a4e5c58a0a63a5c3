using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Scoring;

/// <summary>The rules of the labelling guide, on definitions of our own: <c>Cases/*.json</c>.</summary>
public sealed class VerdictCasesTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(CaseFiles.Folder("Scoring"), "*.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Classify_Case_SaysWhatIsWritten(string file)
    {
        foreach (var one in CaseFiles.Read<VerdictCase>(Path.Combine(CaseFiles.Folder("Scoring"), file)))
        {
            var answer = ClassifierUnderTest.Instance.Classify(one.Tool);
            Check(one.Note, one.Category, answer.Category);
            Check(one.Note, one.Risk ?? answer.Risk, answer.Risk);
            Check(one.Note, string.Join(' ', one.Facets ?? [.. answer.Facets.Select(FacetIds.Of)]), string.Join(' ', answer.Facets.Select(FacetIds.Of)));
            Check(one.Note, one.Review ?? answer.Review, answer.Review);
            Check(one.Note, one.Dispatcher ?? answer.Dispatcher, answer.Dispatcher);
            Check(one.Note, one.RunnerUp ?? answer.RunnerUp?.ToString(), answer.RunnerUp?.ToString());
            Check(one.Note, one.Contradictions ?? answer.Contradictions.Count, answer.Contradictions.Count);
            Assert.True(one.Quote is null || answer.Evidence.Any(e => e.Quote == one.Quote), $"{one.Note}: no quote `{one.Quote}` among {string.Join(" | ", answer.Evidence.Select(static e => e.Quote))}");
            Assert.All(answer.Evidence.Concat(answer.CounterEvidence), e => AssertQuoted.Exactly(one.Tool, e));
        }
    }

    private static void Check<T>(string note, T expected, T actual) =>
        Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{note}: expected {expected}, was {actual}");
}
