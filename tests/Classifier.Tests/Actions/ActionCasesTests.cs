namespace Catalog.Classifier.Tests.Actions;

/// <summary>Tools whose argument selects the action: <c>Cases/*.json</c>.</summary>
public sealed class ActionCasesTests
{
    private static readonly IReadOnlyList<ActionCase> All =
        [.. Directory.EnumerateFiles(CaseFiles.Folder("Actions"), "*.json").Order(StringComparer.Ordinal).SelectMany(CaseFiles.Read<ActionCase>)];

    public static TheoryData<int, string> Cases() => [.. All.Select(static (c, i) => (i, c.Note))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Classify_Case_JudgesEachValue(int index, string note)
    {
        var one = All[index];
        Assert.Equal(note, one.Note);
        var actions = ClassifierUnderTest.Instance.Classify(one.Tool).Actions;
        Assert.Equal(one.Actions, actions.Select(static a => $"{a.Value}: {a.Category}"));
        Assert.All(actions, a => Assert.Equal(one.Argument, a.Argument));
        foreach (var action in actions)
        {
            Assert.All(action.Evidence, e => AssertQuoted.Exactly(one.Tool, e));
            Assert.Equal(action.Value, action.Evidence[0].Quote);
            if (one.Quotes.TryGetValue(action.Value, out var quote))
            {
                Assert.Contains(action.Evidence, e => e.Quote == quote);
            }
        }
    }
}
