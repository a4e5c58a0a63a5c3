namespace Catalog.Classifier.Tests.Rationales;

/// <summary>The words of a rationale: <c>Cases/*.json</c>.</summary>
public sealed class RationaleCasesTests
{
    [Fact]
    public void Classify_Case_HasTheRationale()
    {
        foreach (var file in Directory.EnumerateFiles(CaseFiles.Folder("Rationales"), "*.json"))
        {
            foreach (var one in CaseFiles.Read<RationaleCase>(file))
            {
                var rationale = ClassifierUnderTest.Instance.Classify(one.Tool).Rationale;
                Assert.True(one.Rationale == rationale, $"{one.Note}: expected\n{one.Rationale}\nwas\n{rationale}");
            }
        }
    }
}
