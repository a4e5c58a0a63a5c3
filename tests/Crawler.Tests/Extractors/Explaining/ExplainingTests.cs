using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Tests.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Extractors.Explaining;

public sealed class ExplainingTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Extractors", "Cases");

    public static TheoryData<string> Names => new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Extractors", "Explaining", "Cases"), "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Explain_Case_SaysHowItWasFound(string name)
    {
        var want = ExplainingCase.Read(Path.Combine(AppContext.BaseDirectory, "Extractors", "Explaining", "Cases", name + ".json"));
        want.Check(Assert.Single(await ExplainAsync(Path.Combine(Cases, want.Source, "source"), want.Subject)));
    }

    [Fact]
    public async Task Explain_ToolOfAClass_NamesImportsCallsAndPlaces()
    {
        var explanation = Assert.Single(await ExplainAsync(Path.Combine(Cases, "typescript", "class-per-tool", "source"), "sub"));
        Assert.True(explanation.IsKnown);
        Assert.Equal("base.ts:5", Part(explanation, "registration").At);
        Assert.Equal("index.ts", Part(explanation, "entry point").At);
        Assert.Contains(explanation.Parts, static p => p is { Part: "reached by", At: "base.ts" });
        Assert.Contains(explanation.Parts, static p => p.Part == "call" && p.Says.Contains("installTo", StringComparison.Ordinal));
        Assert.Equal("sub.ts:4", Part(explanation, "name").At);
        Assert.Contains("put together of parts", Part(explanation, "description").Says, StringComparison.Ordinal);
        Assert.Equal("sub.ts:6", Part(explanation, "parameter b").At);
        Assert.StartsWith("yes", Part(explanation, "exposure").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_WrapperLoopAndHole_TellsThemApart()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "package.json", """{ "name": "e", "bin": "index.js" }""");
        await WriteAsync(folder, "index.js", "const { words } = require('./words');\nconst add = (name, text) => s.tool(name, `${text} for ${whoever()}`, {}, f);\nfor (const name of words) {\n  add(name, 'Speaks');\n}\ns.tool(secret(), 'Nameless', {}, f);\n");
        await WriteAsync(folder, "words.js", "exports.words = [\n  'first',\n  'second',\n];\n");
        var explanation = Assert.Single(await ExplainAsync(folder.Path, "second"));
        Assert.Equal("words.js:3", Part(explanation, "name").At);
        Assert.Equal("index.js:4", Part(explanation, "call").At);
        Assert.Contains(explanation.Parts, static p => p is { Part: "not constant", At: "index.js:2" });
        var file = Assert.Single(await ExplainAsync(folder.Path, "index.js"));
        Assert.Contains(file.Parts, static p => p is { Part: "not constant", At: "index.js:6" });
    }

    [Theory]
    [InlineData("tests/spy.js", "no entry point reaches it, and files below `tests`")]
    [InlineData("lonely.js", "1 tools are defined here and not offered: no entry point reaches it; they are `index.js`")]
    [InlineData("alone.js", "not read: no entry point reaches it; they are `index.js`")]
    [InlineData("helper.js", "no registration with a constant name")]
    [InlineData("broken.js", "places that the grammar could not read")]
    [InlineData("index.js", "1 tools are registered here")]
    [InlineData("gone.js", "neither a tool nor a file")]
    public async Task Explain_File_SaysWhyNothingWasFound(string path, string verdict)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "package.json", """{ "name": "e", "bin": "index.js" }""");
        await WriteAsync(folder, "index.js", "import './helper.js'; import './broken.js'; s.tool('one', 'One', {}, f);");
        await WriteAsync(folder, "helper.js", "export const a = 1;");
        await WriteAsync(folder, "broken.js", "const = ) ( {");
        await WriteAsync(folder, "lonely.js", "s.tool('lonely', 'L', {}, f);");
        await WriteAsync(folder, "alone.js", "export const b = 2;");
        await WriteAsync(folder, "tests/spy.js", "s.tool('spy', 'S', {}, f);");
        var explanation = Assert.Single(await ExplainAsync(folder.Path, path));
        Assert.Equal(path != "gone.js", explanation.IsKnown);
        Assert.Contains(verdict, Part(explanation, "verdict").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ToolInPython_NamesItsPlaces()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "pyproject.toml", "[project]\nname = 'e'\n[project.scripts]\ne = 'server:main'\n");
        await WriteAsync(folder, "server.py", "from tools import register\nfrom fastmcp import FastMCP\nm = FastMCP('m')\nregister(m)\ndef main():\n    m.run()\n");
        await WriteAsync(folder, "tools.py", "NAME = 'dim'\ndef register(m):\n    @m.tool(name=NAME)\n    def dim(level: int):\n        'Dims.'\n");
        var explanation = Assert.Single(await ExplainAsync(folder.Path, "dim"));
        Assert.Equal("server.py", Part(explanation, "entry point").At);
        Assert.Contains(explanation.Parts, static p => p is { Part: "reached by", At: "tools.py" });
        Assert.Equal("tools.py:1", Part(explanation, "name").At);
        Assert.StartsWith("tools.py:", Part(explanation, "parameter level").At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_NothingAsked_ExplainsNothing() => Assert.Equal([], await ExplainAsync(Path.Combine(Cases, "typescript", "class-per-tool", "source"), null));

    private static ExplainedPart Part(ExtractionExplanation explanation, string part) => explanation.Parts.First(p => p.Part == part);

    private static async Task WriteAsync(TemporaryFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
        await File.WriteAllTextAsync(folder.File(path), text, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<ExtractionExplanation>> ExplainAsync(string path, string? subject)
    {
        await using var services = new ServiceCollection().AddSingleton<IDependencySources>(new FolderDependencies(Path.Combine(path, "..", "dependencies"))).AddExtractionOfTests().BuildServiceProvider();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = path, Explain = subject }, TestContext.Current.CancellationToken);
        return result.Explanations;
    }
}
