using System.Text.Json;
using Catalog.Core.Changes;

namespace Catalog.Core.Tests.Changes;

public sealed class SchemaDifferencesTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static TheoryData<SchemaCase> Cases => [.. JsonSerializer.Deserialize<List<SchemaCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Changes", "Cases", "schemas.json")), Options)!];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_Case_SaysExactlyThat(SchemaCase schemas)
    {
        var found = SchemaDifferences.Of(schemas.Before, schemas.After);
        Assert.Equal(schemas.Differences, found.Select(static d => $"{(d.Widens ? '+' : '-')}{d.Field["/inputSchema".Length..]}: {d.Says}"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_Itself_SaysNothing(SchemaCase schemas)
    {
        Assert.Empty(SchemaDifferences.Of(schemas.Before, schemas.Before));
        Assert.Empty(SchemaDifferences.Of(schemas.After, schemas.After));
    }

    [Fact]
    public void Of_VeryDeepAndVeryWide_Ends()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"items":""", 60)) + "{}" + new string('}', 60);
        var wide = "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"\"p{i}\":{{}}")) + "}}";
        var options = new JsonDocumentOptions { MaxDepth = 200 };
        using var one = JsonDocument.Parse(deep, options);
        using var other = JsonDocument.Parse(deep.Replace("{}", """{"type":"string"}""", StringComparison.Ordinal), options);
        using var many = JsonDocument.Parse(wide, options);
        using var none = JsonDocument.Parse("{}", options);
        Assert.Single(SchemaDifferences.Of(one.RootElement, other.RootElement));
        Assert.Equal(100, SchemaDifferences.Of(none.RootElement, many.RootElement).Count);
    }
}
