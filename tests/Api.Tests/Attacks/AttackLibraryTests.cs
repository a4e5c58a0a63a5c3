using System.Text;
using System.Text.Json.Nodes;
using Catalog.Api.Attacks;
using Catalog.Core.Classifications;

namespace Catalog.Api.Tests.Attacks;

public sealed class AttackLibraryTests
{
    private const string Good = """
        {"id":"sample","name":"Sample","summary":"One sentence.","how":["So."],"signs":["This"],"answers":["That"],
         "concerns":{"categories":["Write"],"facets":["messages-people"]},"citations":[{"source":"List","id":"L1","title":"Title","url":"https://list.example/1"}]}
        """;

    [Fact]
    public void LoadEmbedded_OurFiles_CoverEveryCategoryAndFacet()
    {
        var library = AttackLibrary.LoadEmbedded();
        Assert.InRange(library.All.Count, 15, 100);
        Assert.All(Enum.GetValues<Category>(), category => Assert.NotEmpty(library.Concerning(category, [], 10)));
        Assert.All(Enum.GetValues<Facet>(), facet => Assert.Contains(library.All, p => p.Concerns.Facets.Contains(facet)));
        foreach (var source in new[] { "OWASP MCP Top 10", "MITRE ATLAS", "MCP security best practices" })
        {
            Assert.Contains(library.All, p => p.Citations.Any(c => c.Source == source));
        }
    }

    [Fact]
    public void LoadEmbedded_Citations_LeadToTheListsThatTheyName() => Assert.All(AttackLibrary.LoadEmbedded().All.SelectMany(static p => p.Citations), static citation =>
    {
        var host = new Uri(citation.Url).Host;
        Assert.Equal(citation.Source switch { "MITRE ATLAS" => "atlas.mitre.org", "OWASP MCP Top 10" => "owasp.org", _ => "modelcontextprotocol.io" }, host);
        Assert.Matches(citation.Source switch { "MITRE ATLAS" => @"^AML\.(T\d{4}(\.\d{3})?|CS\d{4})$", "OWASP MCP Top 10" => @"^MCP(0\d|10):2025$", _ => "^$" }, citation.Id ?? "");
    });

    [Fact]
    public void Concerning_Facets_ComeBeforeTheCategory()
    {
        var patterns = AttackLibrary.LoadEmbedded().Concerning(Category.Execute, [Facet.Shell, Facet.Code], 3);
        Assert.Equal("command-injection", patterns[0].Id);
    }

    [Theory]
    [InlineData("id", "\"other\"", "not the file's name")]
    [InlineData("summary", "\"no sentence\"", "the summary is a sentence")]
    [InlineData("signs", "[]", "`how`, `signs` and `answers`")]
    [InlineData("citations", "[]", "not documented")]
    [InlineData("citations", """[{"source":"L","title":"T","url":"http://list.example"}]""", "https address")]
    [InlineData("citations", """[{"source":"L","title":"T","url":"javascript:alert(1)"}]""", "https address")]
    [InlineData("concerns", """{"categories":[],"facets":[]}""", "names no category and no facet")]
    [InlineData("concerns", """{"categories":["Deletes"],"facets":[]}""", "could not be converted")]
    [InlineData("concerns", """{"categories":[2],"facets":[]}""", "could not be converted")]
    [InlineData("concerns", """{"categories":[],"facets":["MessagesPeople"]}""", "not a facet")]
    [InlineData("surplus", "1", "surplus")]
    [InlineData("how", null, "how")]
    public void Load_WrongFile_IsRefusedByName(string member, string? value, string expected)
    {
        var json = JsonNode.Parse(Good)!.AsObject();
        json.Remove(member);
        if (value is not null)
        {
            json[member] = JsonNode.Parse(value);
        }

        var error = Assert.Throws<InvalidDataException>(() => Load(("good.json", Good.Replace("sample", "good", StringComparison.Ordinal)), ("sample.json", json.ToJsonString())));
        Assert.Contains("sample.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("good.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TwoWrongFiles_NamesBoth()
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(("one.json", "{"), ("two.json", "null")));
        Assert.Contains("one.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("two.json: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_IsRefused() => Assert.Throws<InvalidDataException>(() => Load());

    private static AttackLibrary Load(params (string Name, string Text)[] files) =>
        AttackLibrary.Load(files.Select(static f => (f.Name, (Stream)new MemoryStream(Encoding.UTF8.GetBytes(f.Text)))));
}
