using System.Text.Json;
using Catalog.Api.Tools;

namespace Catalog.Api.Tests.Tools;

public sealed class ParameterListTests
{
    [Fact]
    public void Of_NoSchema_IsNotKnown() => Assert.False(ParameterList.Of(null).IsKnown);

    [Fact]
    public void Of_EmptySchema_IsKnownToTakeNone()
    {
        var list = Of("""{"type":"object"}""");
        Assert.True(list.IsKnown);
        Assert.Empty(list.Rows);
    }

    [Fact]
    public void Of_NestedSchema_NamesEveryMember()
    {
        var list = Of("""
            {"type":"object","required":["filter"],"properties":{
              "filter":{"type":"object","required":["tags"],"properties":{"tags":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string","enum":["a","b"]}}}}}},
              "limit":{"type":["integer","null"],"default":10,"maximum":50},
              "either":{"anyOf":[{"type":"string"},{"type":"number"}]}}}
            """);
        Assert.Equal(["filter", "filter.tags", "filter.tags[].name", "limit", "either"], list.Rows.Select(static r => r.Path));
        Assert.Equal(["object", "list of object", "string", "integer or null", "string or number"], list.Rows.Select(static r => r.Type));
        Assert.Equal((3, 1), (list.Total, list.Required));
        Assert.Equal(["default: 10", "maximum: 50"], list.Rows[3].Constraints);
        Assert.Equal(["one of: a, b"], list.Rows[2].Constraints);
    }

    [Fact]
    public void Of_ManyParameters_IsCutAndSaysSo()
    {
        var list = Of("{\"properties\":{" + string.Join(',', Enumerable.Range(0, 1000).Select(static i => $"\"p{i}\":{{}}")) + "}}");
        Assert.Equal(200, list.Rows.Count);
        Assert.True(list.IsCut);
    }

    [Theory]
    [InlineData("""{"properties":[]}""")]
    [InlineData("""{"properties":{"a":true}}""")]
    [InlineData("""{"properties":{"a":{"type":7,"enum":{},"items":[],"required":3,"description":{}}},"required":"a"}""")]
    [InlineData("""{"properties":{"a":{"anyOf":[[1],{"anyOf":"x"}]}}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Of_OddSchema_DoesNotThrow(string schema) => Assert.InRange(Of(schema).Rows.Count, 0, 1);

    private static ParameterList Of(string schema) => ParameterList.Of(JsonDocument.Parse(schema).RootElement);
}
