using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Tests.Signals;

/// <summary>Every signal answers its cases: <c>Cases/{id}.json</c>.</summary>
public sealed class SignalCasesTests
{
    public static TheoryData<string> Ids => [.. AllSignals.Instances.Select(static s => s.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ask_Case_AnswersAsWritten(string id)
    {
        var signal = AllSignals.Instances.Single(s => s.Id == id);
        var path = Path.Combine(CaseFiles.Folder("Signals"), id + ".json");
        Assert.True(File.Exists(path), $"`{id}` has no cases: write {path}");
        var cases = CaseFiles.Read<SignalCase>(path);
        Assert.Contains(cases, static c => c.Outcome == Outcome.True);
        Assert.Contains(cases, static c => c.Outcome != Outcome.True);
        foreach (var one in cases)
        {
            var finding = signal.Ask(ToolView.Of(one.Tool, Vocabulary.Embedded));
            Assert.True(one.Outcome == finding.Outcome, $"{id}, {one.Note}: expected {one.Outcome}, was {finding.Outcome}");
            var quote = finding.Mark is { } mark ? EvidenceChooser.Quote(id, mark).Quote : null;
            Assert.True(one.Quote == quote, $"{id}, {one.Note}: expected the words `{one.Quote}`, were `{quote}`");
        }
    }

    [Fact]
    public void Cases_Files_EachBelongToASignal()
    {
        var ids = AllSignals.Instances.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(CaseFiles.Folder("Signals"), "*.json"), path => !ids.Contains(Path.GetFileNameWithoutExtension(path)));
    }
}
