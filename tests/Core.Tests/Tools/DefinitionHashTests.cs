using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Core.Tests.Tools;

/// <summary>Stored hashes must stay what they are, so the quick way is held to the plain one.</summary>
public sealed class DefinitionHashTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"z":[{"y":1,"x":2}],"k":null},"":true}""")]
    [InlineData("""{"a":1,"a":2,"A":3,"a":4}""")]
    [InlineData("""{"b\u0061":1,"ba":2,"b\"":3,"\\":4}""")]
    [InlineData("""{"é":1,"z":2,"日本":3,"\ud83d\ude00":4,"￿":5,"😀":6}""")]
    [InlineData("""{"a<b":"<&>'","a+b":"é","a`b":1e3}""")]
    [InlineData("[1]")]
    public void Of_Schema_IsThatOfThePlainWay(string schema) => Check(schema);

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(300)]
    public void Of_ManyMembers_IsThatOfThePlainWay(int count) =>
        Check("{" + string.Join(',', Enumerable.Range(0, count).Select(static i => $"\"m{i * 7919 % 1000}\":{i}")) + "}");

    [Fact]
    public void Of_MembersInAnyOrder_IsTheSame() => Assert.Equal(DefinitionHash.Of(Tool("""{"b":1,"a":[{"d":1,"c":2}]}""")), DefinitionHash.Of(Tool("""{"a":[{"c":2,"d":1}],"b":1}""")));

    private static void Check(string schema)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            writer.WriteStringValue("t");
            writer.WriteStringValue((string?)null);
            writer.WriteStringValue("d");
            Write(writer, JsonSerializer.Deserialize<JsonElement>(schema));
            writer.WriteNullValue();
            writer.WriteEndArray();
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), DefinitionHash.Of(Tool(schema)));
    }

    private static ToolDefinition Tool(string schema) => new() { Tool = "t", Description = "d", InputSchema = JsonSerializer.Deserialize<JsonElement>(schema) };

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(static m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
