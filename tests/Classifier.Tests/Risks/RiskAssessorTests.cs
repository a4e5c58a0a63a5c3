using Catalog.Classifier.Reading;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Risks;

public sealed class RiskAssessorTests
{
    public static TheoryData<int, string> Cases() => [.. RiskCases.All.Select(static (c, i) => (i, c.Note))];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Assess_Case_ComesOutAsWritten(int index, string note)
    {
        var one = RiskCases.All[index];
        Assert.Equal(note, one.Note);
        var (risk, reasons) = RiskCases.Assess(one);
        Assert.Equal(one.Risk, risk);
        if (one.Reasons is not null)
        {
            Assert.Equal(one.Reasons, reasons.Skip(1).Select(static r => $"{r.Weight}: {r.Reason}"));
        }

        foreach (var evidence in reasons.Select(static r => r.Evidence).OfType<Evidence>())
        {
            AssertQuoted.Exactly(one.Tool, evidence);
        }
    }

    [Fact]
    public void Assess_EveryFactor_HasACaseThatSaysYes()
    {
        var asked = RiskCases.All.SelectMany(static c => RiskCases.Assess(c).Reasons).Select(static r => r.Evidence?.Signal).ToHashSet();
        Assert.All(RiskAssessor.Factors, f => Assert.Contains(f.Id, asked));
    }

    [Fact]
    public void Assess_AnyFacets_MovesAtMostALevelAndNeverOffTheScale()
    {
        var tool = ToolView.Of(new ToolDefinition { Tool = "t", Description = "Runs in a sandbox. Can be restored. Everything on testnet." }, Vocabulary.Embedded);
        foreach (var category in Enum.GetValues<Category>().Where(static c => c != Category.Unknown))
        {
            for (var set = 0; set < 1 << 15; set += 37)
            {
                var facets = Enum.GetValues<Facet>().Where((_, i) => (set >> i & 1) == 1).Select(static f => new FiredFacet(f, "f", null)).ToList();
                var (risk, reasons) = RiskAssessor.Assess(category, facets, tool, dispatcher: set % 2 == 0);
                Assert.InRange((int)risk, Math.Max((int)Risk.Low, (int)RiskAssessor.StartOf(category) - 1), Math.Min((int)Risk.Critical, (int)RiskAssessor.StartOf(category) + 1));
                Assert.Equal((int)risk - (int)RiskAssessor.StartOf(category), reasons.Sum(static r => r.Step));
                Assert.All(reasons, static r => Assert.False(r.Reason.EndsWith('.')));
            }
        }
    }

    [Fact]
    public void Assess_OneMoreFacet_NeverLowersTheRisk()
    {
        var tool = ToolView.Of(new ToolDefinition { Tool = "t", Description = "Runs in a sandbox. Can be restored." }, Vocabulary.Embedded);
        foreach (var category in Enum.GetValues<Category>().Where(static c => c != Category.Unknown))
        {
            foreach (var first in Enum.GetValues<Facet>())
            {
                var alone = RiskAssessor.Assess(category, [new FiredFacet(first, "f", null)], tool, false).Risk;
                foreach (var second in Enum.GetValues<Facet>().Where(f => f != first))
                {
                    Assert.True(RiskAssessor.Assess(category, [new FiredFacet(first, "f", null), new FiredFacet(second, "f", null)], tool, false).Risk >= alone, $"{category} {first} {second}");
                }
            }
        }
    }
}
