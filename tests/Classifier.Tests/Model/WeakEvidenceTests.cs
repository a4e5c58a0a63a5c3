using System.Text.Json;
using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Model;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Model;

public sealed class WeakEvidenceTests
{
    [Fact]
    public void Of_Definitions_KeepsThoseWhoseAuthorSaysWhetherTheyRead()
    {
        var rows = WeakRow.Of([Tool("a", "list_hives", "true"), Tool("a", "paint_hive", "false"), Tool("a", "name_hive", null), Tool("b", "weigh_hive", "\"yes\"")]);

        Assert.Equal([("list_hives", true), ("paint_hive", false)], rows.Select(static row => (row.Tool.Tool, row.ReadOnly)));
        Assert.Equal(["paint_hive", "name_hive"], rows[0].Tool.Siblings);
    }

    [Fact]
    public void Of_DefinitionWithSiblings_KeepsThem()
    {
        var rows = WeakRow.Of([Tool("a", "list_hives", "true") with { Siblings = ["smoke_hive"] }, Tool("a", "paint_hive", null)]);

        Assert.Equal(["smoke_hive"], Assert.Single(rows).Tool.Siblings);
    }

    [Fact]
    public void Build_SameClaims_GivesTheSameBytes()
    {
        var built = Build(Labelled(), Claims());

        Assert.Equal(built, Build(Labelled(), Claims()));
        Assert.NotEqual(built, Build(Labelled(), []));
    }

    [Fact]
    public void Build_ClaimsOnLabelledTools_GivesTheBytesWithoutThem()
    {
        var claims = WeakRow.Of([.. Labelled().Select(static row => row.Tool with { Annotations = Hint("false") })]);

        Assert.NotEmpty(claims);
        Assert.Equal(Build(Labelled(), []), Build(Labelled(), claims));
    }

    [Fact]
    public void Build_ClaimsOnOneToolTwice_CountsItOnce() => Assert.Equal(Build(Labelled(), Claims()), Build(Labelled(), [.. Claims(), .. Claims()]));

    [Theory]
    [InlineData("true", 0)]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    [InlineData("false", 1)]
    public void Build_Claims_TeachesWordsAndNoTrustInClaims(string hint, uint which)
    {
        var model = ModelFile.Read(new MemoryStream(Build(Labelled(), Claims()))).Weights;

        Assert.DoesNotContain(FeatureHash.Join(FeatureKind.Annotation, which, hint == "true" ? 1u : 0u), model.Hashes);
        Assert.Contains(FeatureHash.Join(FeatureKind.NameRoot, Reading.WordHash.Hash("fathom")), model.Hashes);
    }

    [Fact]
    public void SpreadBy_ClaimOfAChange_IsNeverReadAndGoesWhereTheWordsPoint()
    {
        var (evidence, model) = EvidenceAndModel([Tool("new", "delete_fence", "false") with { Description = "Will delete fence 3." }]);

        var row = Assert.Single(evidence.SpreadBy(model, null));
        Assert.Equal(0, row.Target[0]);
        Assert.Equal(1, row.Target.Sum(), 4);
        Assert.Equal(row.Target.Max(), row.Target[RowReader.ClassOf(Category.Destructive)]);
    }

    [Fact]
    public void SpreadBy_FoldOfAServerOrRepository_LeavesItsClaimsOut()
    {
        var labelled = Labelled();
        var folds = ServerFolds.Of(labelled);
        var server = labelled[0].Tool.Server!;
        var (evidence, model) = EvidenceAndModel([Tool(server, "fathom_fence", "true"), Tool("new", "fathom_post", "true") with { Repo = labelled[0].Tool.Repo }, Tool("other", "fathom_gate", "true")]);

        Assert.Equal(["other"], evidence.SpreadBy(model, folds[0]).Select(static row => row.Group));
        Assert.Equal(3, evidence.SpreadBy(model, (folds[0] + 1) % ServerFolds.Count).Count());
        Assert.Equal(3, evidence.SpreadBy(model, null).Count());
    }

    private static (WeakEvidence Evidence, LinearModel Model) EvidenceAndModel(IReadOnlyList<ToolDefinition> claimed)
    {
        var labelled = Labelled();
        return (WeakEvidence.Of(WeakRow.Of(claimed), labelled, ServerFolds.Of(labelled), ModelBuilder.PanelOfAll()), ModelFile.Read(new MemoryStream(Build(labelled, []))).Weights);
    }

    private static byte[] Build(IReadOnlyList<LabelledRow> rows, IReadOnlyList<WeakRow> weak) => ModelBuilder.Build(rows, weak, TestContext.Current.CancellationToken);

    // Words that no labelled row has, on servers that none has.
    private static IReadOnlyList<WeakRow> Claims() =>
        WeakRow.Of([.. Enumerable.Range(0, 8).SelectMany(static i => new[] { Tool($"w{i}", "fathom_hive", "true"), Tool($"w{i}", "lacquer_hive", "false") })]);

    private static LabelledRow[] Labelled() =>
    [
        .. from server in Enumerable.Range(0, 12)
           from verb in new[] { ("list", Category.Read), ("paint", Category.Write), ("run", Category.Execute), ("delete", Category.Destructive), ("pay", Category.Financial) }
           select new LabelledRow(
               new ToolDefinition { Server = $"npm:s{server}", Repo = $"owner/r{server}", Tool = $"{verb.Item1}_fence", Description = $"Will {verb.Item1} fence {server}." },
               new RowLabel { Category = verb.Item2, Certain = true },
               "natural"),
    ];

    private static ToolDefinition Tool(string server, string name, string? hint) =>
        new() { Server = server, Tool = name, Annotations = hint is null ? null : Hint(hint) };

    private static JsonElement Hint(string value) => JsonElement.Parse($$"""{"readOnlyHint":{{value}},"destructiveHint":{{value}}}""");
}
