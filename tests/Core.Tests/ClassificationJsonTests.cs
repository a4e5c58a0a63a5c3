using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Core.Tests;

public sealed class ClassificationJsonTests
{
    [Fact]
    public void Write_FacetOfTwoWords_IsInKebabCase()
    {
        var classification = new Classification
        {
            Tool = "send",
            Category = Category.Write,
            Risk = Risk.Medium,
            Confidence = 0.5,
            Facets = [Facet.MessagesPeople],
            Rationale = "It sends.",
            Classifier = "1",
        };
        var line = JsonSerializer.Serialize(classification, ToolDefinitionJson.Options);
        Assert.Contains("\"facets\":[\"messages-people\"]", line, StringComparison.Ordinal);
        Assert.Equal(Facet.MessagesPeople, Assert.Single(JsonSerializer.Deserialize<Classification>(line, ToolDefinitionJson.Options)!.Facets));
    }
}
