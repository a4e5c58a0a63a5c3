using System.Text.Json;
using Catalog.Api.Tools;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Api.Tests.Tools;

public sealed class EvidenceQuotesTests
{
    [Fact]
    public void Place_CodePointsBeyondTheFirstPlane_AreCountedAsOne()
    {
        var tool = new ToolDefinition { Tool = "t", Description = "🗑️ Deletes 🗑️ all" };
        var field = Assert.Single(EvidenceQuotes.Place(tool, [Quote("/description", "Deletes", 3)]));
        Assert.Equal([("🗑️ ", false), ("Deletes", true), (" 🗑️ all", false)], field.Parts.Select(static p => (p.Text, p.IsQuoted)));
        Assert.Equal("description", field.Label);
    }

    [Fact]
    public void Place_OverlappingQuotes_AreOne()
    {
        var tool = new ToolDefinition { Tool = "t", Description = "permanently deletes all" };
        var field = Assert.Single(EvidenceQuotes.Place(tool, [Quote("/description", "deletes all", 12), Quote("/description", "permanently deletes", 0)]));
        Assert.Equal([("permanently deletes all", true)], field.Parts.Select(static p => (p.Text, p.IsQuoted)));
    }

    [Fact]
    public void Place_LongText_IsCutAroundTheQuotes()
    {
        var tool = new ToolDefinition { Tool = "t", Description = new string('a', 1000) + " deletes " + new string('b', 1000) };
        var parts = Assert.Single(EvidenceQuotes.Place(tool, [Quote("/description", "deletes", 1001)])).Parts;
        Assert.Equal(3, parts.Count);
        Assert.StartsWith("…", parts[0].Text, StringComparison.Ordinal);
        Assert.Equal(("deletes", true), (parts[1].Text, parts[1].IsQuoted));
        Assert.EndsWith("…", parts[2].Text, StringComparison.Ordinal);
        Assert.InRange(parts.Sum(static p => p.Text.Length), 100, 300);
    }

    [Theory]
    [InlineData("/description", 500)]
    [InlineData("/description", -1)]
    [InlineData("/description", 1)]
    [InlineData("/inputSchema/properties/none/description", 0)]
    [InlineData("nonsense", 0)]
    [InlineData("/siblings/99999999999999999999", 0)]
    public void Place_QuoteThatIsNotThere_StandsAlone(string field, int start)
    {
        var tool = new ToolDefinition { Tool = "t", Description = "deletes all" };
        var parts = Assert.Single(EvidenceQuotes.Place(tool, [Quote(field, "deletes", start)])).Parts;
        Assert.Equal(("deletes", true), (Assert.Single(parts).Text, parts[0].IsQuoted));
    }

    [Theory]
    [InlineData("/tool", "run_command", "name")]
    [InlineData("/siblings/1", "second", "name of another tool of this server")]
    [InlineData("/inputSchema/properties/cmd/description", "The command", "description of parameter cmd")]
    [InlineData("/inputSchema/properties/cmd", "cmd", "name of a parameter")]
    [InlineData("/inputSchema/properties/a~1b/description", "Slash", "description of parameter a/b")]
    [InlineData("/inputSchema/properties/mode/enum/1", "delete", "a value of parameter mode")]
    [InlineData("/annotations/destructiveHint", "destructiveHint", "annotation destructiveHint")]
    public void FindOrNull_Pointer_LeadsToTheText(string pointer, string text, string label)
    {
        var tool = new ToolDefinition
        {
            Tool = "run_command",
            Siblings = ["first", "second"],
            InputSchema = JsonDocument.Parse("""{"properties":{"cmd":{"description":"The command"},"a/b":{"description":"Slash"},"mode":{"enum":["list","delete"]}}}""").RootElement,
            Annotations = JsonDocument.Parse("""{"destructiveHint":true}""").RootElement,
        };
        Assert.Equal(text, DefinitionText.FindOrNull(tool, pointer));
        Assert.Equal(label, DefinitionText.Label(pointer));
    }

    private static Evidence Quote(string field, string quote, int start) => new() { Field = field, Quote = quote, Start = start, Length = quote.EnumerateRunes().Count(), Signal = "s" };
}
