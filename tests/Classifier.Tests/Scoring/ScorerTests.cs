using Catalog.Classifier.Scoring;
using Catalog.Classifier.Signals;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Scoring;

public sealed class ScorerTests
{
    private static readonly StubSignal[] Signals =
    [
        new("deletes", SignalSubject.Of(Category.Destructive)),
        new("files", SignalSubject.Of(Facet.Files)),
        new("floor", SignalSubject.Of(Category.Execute)),
        new("floor-in-doubt", SignalSubject.Of(Category.Write)),
        new("looks", SignalSubject.Of(Category.Read)),
        new("shadow", SignalSubject.Of(Category.Financial), SignalStage.Shadow),
        new("writes", SignalSubject.Of(Category.Write)),
    ];

    [Theory]
    [InlineData("looks", Category.Read)]
    [InlineData("looks writes", Category.Write)] // Read leads by less than its margin
    [InlineData("writes deletes", Category.Destructive)] // a tie goes to the more severe
    [InlineData("looks floor", Category.Execute)] // never below a floor, however few its points
    [InlineData("deletes floor", Category.Destructive)] // a floor lowers nothing
    [InlineData("looks floor-in-doubt", Category.Read)] // the margin is no doubt
    [InlineData("looks shadow", Category.Read)] // a shadow changes nothing
    [InlineData("looks files", Category.Read)] // a facet has no points
    public void Judge_Answers_GiveTheCategory(string said, Category expected) => Assert.Equal(expected, Judge(Table, said).Category);

    [Fact]
    public void Judge_FloorInDoubt_TipsADoubtfulRead() =>
        Assert.Equal(Category.Write, Judge(Table with { DoubtMargin = 10 }, "looks floor-in-doubt").Category);

    [Fact]
    public void Judge_NobodySpokeForAnother_HasNoRunnerUp()
    {
        Assert.Null(Judge(Table, "deletes").RunnerUp);
        Assert.Equal(Category.Write, Judge(Table, "deletes writes").RunnerUp);
    }

    [Fact]
    public void Judge_RaisedByAFloor_IsNoSurerThanNothing() => Assert.Equal(0, Judge(Table, "looks floor").Margin);

    [Fact]
    public void New_SignalWithoutPoints_IsRefused() =>
        Assert.Contains("`extra`", Assert.Throws<InvalidOperationException>(static () => new Scorer(Table, [.. Signals, new StubSignal("extra", SignalSubject.Of(Category.Read))])).Message, StringComparison.Ordinal);

    [Fact]
    public void New_PointsForNoSignal_AreRefused() =>
        Assert.Contains("`writes`", Assert.Throws<InvalidOperationException>(static () => new Scorer(Table, Signals[..^1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Embedded_Table_NeverSpeaksAgainst()
    {
        var table = ScoringTable.Embedded;
        Assert.All(table.Points.Values, static points => Assert.InRange(points, 0, 20));
    }

    private static ScoringTable Table { get; } = new()
    {
        Start = new() { [Category.Read] = 0, [Category.Write] = 0, [Category.Execute] = 0, [Category.Destructive] = 0, [Category.Financial] = 0 },
        Points = new(StringComparer.Ordinal) { ["deletes"] = 2, ["floor"] = 0.1, ["floor-in-doubt"] = 0.1, ["looks"] = 2.2, ["shadow"] = 9, ["writes"] = 2 },
        ReadMargin = 0.5,
        Floors = ["floor"],
        FloorsInDoubt = ["floor-in-doubt"],
        DoubtMargin = 0.5,
        ReviewBelow = 0.7,
    };

    private static Score Judge(ScoringTable table, string said)
    {
        var ids = said.Split(' ').ToHashSet(StringComparer.Ordinal);
        return new Scorer(table, Signals).Judge([.. Signals.Select(s => ids.Contains(s.Id) ? Finding.YesByAbsence : Finding.No)]);
    }
}
