using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Scoring;

public sealed class RiskRulesTests
{
    [Theory]
    [InlineData(Category.Unknown, null, false, false, Risk.Unknown)]
    [InlineData(Category.Read, null, false, false, Risk.Low)]
    [InlineData(Category.Read, Facet.Credentials, false, false, Risk.Medium)]
    [InlineData(Category.Write, null, false, false, Risk.Medium)]
    [InlineData(Category.Write, Facet.Access, false, false, Risk.High)]
    [InlineData(Category.Write, Facet.Files, false, false, Risk.Medium)]
    [InlineData(Category.Execute, null, false, false, Risk.High)]
    [InlineData(Category.Execute, Facet.Shell, false, false, Risk.Critical)]
    [InlineData(Category.Execute, null, false, true, Risk.Critical)]
    [InlineData(Category.Execute, Facet.Shell, false, true, Risk.Critical)]
    [InlineData(Category.Destructive, null, false, false, Risk.Critical)]
    [InlineData(Category.Destructive, Facet.Bulk, false, false, Risk.Critical)]
    [InlineData(Category.Destructive, null, true, false, Risk.High)]
    [InlineData(Category.Financial, Facet.Money, true, false, Risk.Critical)]
    public void Of_CategoryAndFacet_MovesAtMostAStep(Category category, Facet? facet, bool restorable, bool dispatcher, Risk expected)
    {
        var (risk, reasons) = RiskRules.Of(category, facet is { } one ? [new FiredFacet(one, "s", null)] : [], restorable, dispatcher);
        Assert.Equal(expected, risk);
        Assert.Equal(0, reasons[0].Step);
        Assert.All(reasons, static r => Assert.False(r.Reason.EndsWith('.')));
    }

    [Fact]
    public void Of_EveryCategoryAndAllFacets_StaysOnTheScale()
    {
        var all = Enum.GetValues<Facet>().Select(static f => new FiredFacet(f, "s", null)).ToList();
        foreach (var category in Enum.GetValues<Category>())
        {
            Assert.True(Enum.IsDefined(RiskRules.Of(category, all, restorable: true, dispatcher: true).Risk));
        }
    }
}
