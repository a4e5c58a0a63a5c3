using System.Text;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Core.Tests.Tools;

/// <summary>What is read from bytes is what the serializer reads from text, a definition or a complaint: <c>Cases/lines/*.jsonl</c>.</summary>
public sealed class ToolDefinitionReaderTests
{
    public static TheoryData<string> Good => [.. Lines("good.jsonl")];

    public static TheoryData<string> Bad => [.. Lines("bad.jsonl")];

    [Theory]
    [MemberData(nameof(Good))]
    public void Parse_Bytes_IsWhatTheSerializerReads(string line) =>
        Assert.Equal(ToolDefinitionJson.Write(ToolDefinitionJson.Parse(line)), ToolDefinitionJson.Write(ToolDefinitionJson.Parse(Encoding.UTF8.GetBytes(line))));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Parse_BadBytes_SaysWhatTheSerializerSays(string line)
    {
        Assert.Null(ToolDefinitionReader.ReadOrNull(Encoding.UTF8.GetBytes(line), out _));
        var expected = Assert.ThrowsAny<JsonException>(() => ToolDefinitionJson.Parse(line));
        Assert.Equal(expected.Message, Assert.ThrowsAny<JsonException>(() => ToolDefinitionJson.Parse(Encoding.UTF8.GetBytes(line))).Message);
    }

    [Fact]
    public void ReadOrNull_PlainDefinition_NeedsNoSerializer() =>
        Assert.Equal(9, Lines("good.jsonl").Count(static line => line.StartsWith("{\"tool\"", StringComparison.Ordinal) && ToolDefinitionReader.ReadOrNull(Encoding.UTF8.GetBytes(line), out _) is not null));

    [Fact]
    public void Parse_BytesThatAreNoUtf8_BecomeReplacementCharacters() =>
        Assert.Equal("a\ufffdb", ToolDefinitionJson.Parse([.. "{\"tool\":\"a"u8, 0xC3, .. "b\"}"u8]).Tool);

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Tools", "Cases", "lines", file));
}
