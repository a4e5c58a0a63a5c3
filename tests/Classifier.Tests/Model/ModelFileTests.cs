using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Model;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Model;

public sealed class ModelFileTests
{
    private static readonly byte[] Built = ModelBuilder.Build(Rows(), [], CancellationToken.None);

    [Fact]
    public void Build_SameRows_GivesTheSameBytes() => Assert.Equal(Built, ModelBuilder.Build(Rows(), [], TestContext.Current.CancellationToken));

    [Fact]
    public void Build_OtherRows_GivesOtherBytes() => Assert.NotEqual(Built, ModelBuilder.Build([.. Rows().Skip(1)], [], TestContext.Current.CancellationToken));

    [Fact]
    public void Read_WrittenModel_IsTheSameModel()
    {
        var model = ModelFile.Read(new MemoryStream(Built));

        Assert.NotEmpty(model.Weights.Hashes);
        Assert.Equal(Rows().Count, model.Digests.Length);
        Assert.Equal(Built, ModelFile.Write(model));
    }

    [Theory]
    [InlineData(0, 0, "this is no model")]
    [InlineData(0, 20, "this is no model")]
    [InlineData(3, -1, "this is no model")]
    [InlineData(8, -1, "this classifier reads")]
    [InlineData(12, -1, "this classifier reads")]
    [InlineData(60, -1, "damaged")]
    [InlineData(0, 200, "damaged")]
    public void Read_BrokenFile_IsRefusedByName(int changed, int length, string expected)
    {
        var bytes = length < 0 ? [.. Built] : Built[..length];
        if (length < 0)
        {
            bytes[changed] ^= 0x55;
        }

        Assert.Contains(expected, Assert.Throws<InvalidModelException>(() => ModelFile.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RowsOfOneServerOrRepository_StandInOneFold()
    {
        LabelledRow[] rows = [Row("a", "x", "1"), Row("b", "x", "2"), Row("b", "y", "3"), Row("c", "y", "4"), .. Enumerable.Range(0, 40).Select(static i => Row($"s{i}", $"r{i}", "5"))];

        var folds = ServerFolds.Of(rows);

        Assert.Single(folds.Take(4).Distinct());
        Assert.Equal(ServerFolds.Count, folds.Distinct().Count());
    }

    [Fact]
    public void Fit_ReadThatOftenWasALoss_GetsABoundBelowIt()
    {
        float[] doubtful = [1, 0, 0, 0.5f, 0];
        float[] sure = [6, 0, 0, 0, 0];
        HeldOut[] rows = [.. Enumerable.Range(0, 20).Select(_ => new HeldOut(doubtful, 3, 1 << 3, true)), .. Enumerable.Range(0, 200).Select(_ => new HeldOut(sure, 0, 1, true))];

        var decision = DecisionFit.Fit(rows);

        Assert.Equal(3, decision.Choose(DecisionFit.Shares(doubtful, decision.Temperature)));
        Assert.Equal(0, decision.Choose(DecisionFit.Shares(sure, decision.Temperature)));
    }

    private static List<LabelledRow> Rows() =>
    [
        .. from server in Enumerable.Range(0, 12)
           from verb in new[] { ("list", Category.Read), ("paint", Category.Write), ("run", Category.Execute), ("delete", Category.Destructive), ("pay", Category.Financial) }
           select new LabelledRow(
               new ToolDefinition { Server = $"npm:s{server}", Tool = $"{verb.Item1}_fence", Description = $"Will {verb.Item1} fence {server}." },
               new RowLabel { Category = verb.Item2, Certain = true },
               "natural"),
    ];

    private static LabelledRow Row(string server, string repository, string tool) =>
        new(new ToolDefinition { Server = server, Repo = repository, Tool = tool }, new RowLabel { Category = Category.Read, Certain = true }, "natural");
}
