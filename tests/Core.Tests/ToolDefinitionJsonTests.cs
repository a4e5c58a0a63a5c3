using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Core.Tests;

public sealed class ToolDefinitionJsonTests
{
    [Fact]
    public void Parse_SourceIsPlainText_HasNoLocation() =>
        Assert.Null(ToolDefinitionJson.Parse("""{"tool":"t","source":"somewhere tools/list"}""").Source);

    [Fact]
    public void Parse_SourceIsAnObject_RoundTrips()
    {
        const string line = """{"tool":"t","exposed":"unknown","partial":false,"source":{"file":"a/b.ts","line":3,"extractor":"x@1"}}""";
        var tool = ToolDefinitionJson.Parse(line);
        Assert.Equal(new SourceLocation { File = "a/b.ts", Line = 3, Extractor = "x@1" }, tool.Source);
        Assert.Equal(line, ToolDefinitionJson.Write(tool));
    }

    [Theory]
    [InlineData("""{"server":"s","tool":"t","license":"MIT","license":"ISC"}""", true)]
    [InlineData("""{"server":"s","tool":"t","server":"s"}""", false)]
    [InlineData("""{"server":"s","tool":"t","server":null}""", false)]
    [InlineData("""{"Server":"s","tool":"t"}""", false)]
    [InlineData("""{"server":"s","tool":"t","\u006cicense":"MIT"}""", false)]
    public void Parse_Line_SaysWhetherItsMembersStandOnceAndPlain(string line, bool expected)
    {
        ToolDefinitionJson.Parse(Encoding.UTF8.GetBytes(line), out var isPlain);
        Assert.Equal(expected, isPlain);
    }

    [Fact]
    public void Options_Facet_IsWrittenByItsId() =>
        Assert.Equal("[\"messages-people\"]", JsonSerializer.Serialize<Facet[]>([Facet.MessagesPeople], ToolDefinitionJson.Options));
}
