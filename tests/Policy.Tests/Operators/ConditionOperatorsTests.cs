using Catalog.Policy.Operators;

namespace Catalog.Policy.Tests.Operators;

public sealed class ConditionOperatorsTests
{
    [Fact]
    public void All_Ids_AreThoseOfTheLanguage() => Assert.Equal(
        ["contains", "ends_with", "eq", "exists", "gt", "gte", "host_in", "host_private", "in", "longer_than", "lt", "lte", "neq", "not_in", "regex", "starts_with", "within_path"],
        ConditionOperators.All.Select(static o => o.Id));

    [Fact]
    public void All_Portable_AreThoseOfThePublishedLanguage() => Assert.Equal(
        ["contains", "eq", "exists", "gt", "gte", "in", "lt", "lte", "neq", "not_in", "regex"],
        ConditionOperators.All.Where(static o => o.Portable).Select(static o => o.Id));

    [Fact]
    public void All_MeaningAndVersion_AreThere() => Assert.All(ConditionOperators.All, static o =>
    {
        Assert.True(o.Version >= 1);
        Assert.EndsWith(".", o.Meaning, StringComparison.Ordinal);
        Assert.NotEqual(ValueTypes.None, o.Accepts);
    });

    [Theory]
    [InlineData("EQ")]
    [InlineData("equals")]
    [InlineData("")]
    public void FindOrNull_UnknownId_IsNull(string id) => Assert.Null(ConditionOperators.FindOrNull(id));

    [Fact]
    public void Find_OneIdTwice_IsRefused()
    {
        var type = ConditionOperators.All[0].GetType();
        var failure = Assert.Throws<InvalidOperationException>(() => ConditionOperators.Find([type, type]));
        Assert.Equal("the operator `contains` is written twice", failure.Message);
    }

    [Fact]
    public void Find_AnyOrder_GivesTheSame()
    {
        var types = ConditionOperators.All.Select(static o => o.GetType()).ToList();
        var forward = ConditionOperators.Find(types);
        types.Reverse();
        var backward = ConditionOperators.Find(types);
        Assert.Equal(forward.Keys.Order(StringComparer.Ordinal), backward.Keys.Order(StringComparer.Ordinal));
        Assert.All(forward, pair => Assert.Equal(pair.Value.GetType(), backward[pair.Key].GetType()));
    }
}
