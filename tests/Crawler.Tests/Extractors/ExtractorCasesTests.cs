using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Tests.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Extractors;

public sealed class ExtractorCasesTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Extractors", "Cases");

    public static TheoryData<string> Names => new(Directory.GetDirectories(Cases)
        .SelectMany(static extractor => Directory.GetDirectories(extractor).Select(d => Path.GetFileName(extractor) + "/" + Path.GetFileName(d)))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Extract_Case_FindsExactlyTheTools(string name)
    {
        var expected = ExtractionCase.Read(Path.Combine(Cases, name, "expected.json"));
        await using var services = Services(new FolderDependencies(Path.Combine(Cases, name, "dependencies")));
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(
            new SnapshotFolder { Path = Path.Combine(Cases, name, "source"), Folder = expected.Folder },
            TestContext.Current.CancellationToken);
        var found = result.Servers.SelectMany(static s => s.Tools.Select(t => (Server: s, Tool: t))).ToList();
        Assert.Equal(expected.Tools.Select(static t => t.Name).Order(StringComparer.Ordinal), found.Select(static f => f.Tool.Tool).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Notices, result.Notices);
        foreach (var want in expected.Tools)
        {
            var (server, tool) = found.Single(f => f.Tool.Tool == want.Name);
            Check(want, server, tool);
        }
    }

    [Fact]
    public async Task Extract_LongLine_IsRead()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), """{ "name": "long", "bin": "index.js" }""", TestContext.Current.CancellationToken);
        var filling = string.Concat(Enumerable.Repeat("x={a:'" + new string('t', 200) + "',b:[f(2),3]};", 23_000));
        await File.WriteAllTextAsync(
            folder.File("index.js"),
            "import{McpServer as M}from\"@modelcontextprotocol/sdk/server/mcp.js\";const s=new M({});s.tool(\"early\",\"E\",async()=>({}));" + filling + "s.tool(\"late\",\"L\",async()=>({}));",
            TestContext.Current.CancellationToken);
        await using var services = Services();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Equal([], result.Problems);
        Assert.Equal(["early", "late"], result.Servers.SelectMany(static s => s.Tools).Select(static t => t.Tool));
    }

    [Fact]
    public async Task Extract_LongLineOfPython_IsRead()
    {
        using var folder = new TemporaryFolder();
        var filling = "x = '" + new string('t', 5_000_000) + "'; y = [" + string.Concat(Enumerable.Repeat("f(2),", 100_000)) + "]\n";
        await File.WriteAllTextAsync(
            folder.File("server.py"),
            "from fastmcp import FastMCP\nm = FastMCP('m')\n@m.tool\ndef early():\n    'E'\n" + filling + "@m.tool\ndef late():\n    'L'\n",
            TestContext.Current.CancellationToken);
        await using var services = Services();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Equal([], result.Problems);
        Assert.Equal(["early", "late"], result.Servers.SelectMany(static s => s.Tools).Select(static t => t.Tool));
    }

    [Fact]
    public async Task Extract_RecursionIntoWhatIsNotKnown_EndsAtOnce()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), """{ "name": "walker", "bin": "index.js" }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.File("index.js"),
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { read } from "elsewhere";
            class Shape {
              walk(part, seen) {
                const out = {};
                for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) out[name] = this.walk(part[name], seen);
                if (part.left) out.left = this.walk(part.left, seen);
                out.rest = part.rest.map((p) => this.walk(p, seen));
                return out;
              }
            }
            const known = (part) => (part ? part.text + known(part.next) : "");
            const server = new McpServer({});
            server.tool("walked", known({ text: "a ", next: { text: "chain" } }), async () => ({ made: new Shape().walk(read(), new Set()) }));
            """,
            TestContext.Current.CancellationToken);
        await using var services = Services();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Equal([], result.Problems);
        Assert.Equal("a chain", Assert.Single(result.Servers.SelectMany(static s => s.Tools)).Description);
    }

    [Fact]
    public async Task Extract_FileOfTooManyParts_IsAProblemWithItsReason()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), """{ "name": "dense", "bin": "index.js" }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("index.js"), string.Concat(Enumerable.Repeat("x=[1,2,3,4,5];", 400_000)), TestContext.Current.CancellationToken);
        await using var services = Services();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Contains("`index.js` was not read", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_FileBeyondTheCap_IsAProblemAndCostsThatFileOnly()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), """{ "name": "big", "bin": "index.js" }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("index.js"), "import './big.js'; s.tool('small', 'Small', async () => ({}));", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("big.js"), new byte[SnapshotFiles.LongestFile + 1], TestContext.Current.CancellationToken);
        await using var services = Services();
        var result = await services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);
        Assert.Equal("small", Assert.Single(Assert.Single(result.Servers).Tools).Tool);
        Assert.Contains("`big.js`", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadBy_NamesEveryExtractorWithItsVersion()
    {
        await using var services = Services();
        Assert.Contains("python@1", services.GetRequiredService<ISnapshotExtraction>().ReadBy.Split(' '));
        Assert.Contains("typescript@1", services.GetRequiredService<ISnapshotExtraction>().ReadBy.Split(' '));
    }

    private static ServiceProvider Services(IDependencySources? dependencies = null) =>
        new ServiceCollection().AddSingleton(dependencies ?? new FolderDependencies("")).AddExtractionOfTests().BuildServiceProvider();

    private static void Check(ExpectedTool want, ExtractedServer server, ToolDefinition tool)
    {
        if (want.Description is not null)
        {
            Assert.Equal(want.Description, tool.Description);
        }

        Assert.Equal(want.Exposed ?? "yes", tool.Exposed.ToString().ToLowerInvariant());
        Assert.Equal(want.Partial ?? false, tool.Partial && want.Partial is not null);
        Assert.Equal(want.Extractor ?? "typescript@1", tool.Source!.Extractor);
        Assert.True(tool.Source.Line >= 1, "a tool says where it was read");
        AssertIf(want.Title, tool.Title);
        AssertIf(want.Condition, tool.Condition);
        AssertIf(want.File, tool.Source.File);
        AssertIf(want.Server, server.Folder);
        if (want.Line is { } line)
        {
            Assert.Equal(line, tool.Source.Line);
        }

        var schema = tool.InputSchema is { } element ? JsonNode.Parse(element.GetRawText()) as JsonObject : null;
        if (want.Parameters is not null)
        {
            Assert.Equal(want.Parameters, (schema?["properties"] as JsonObject ?? []).Select(static p => p.Key));
        }

        if (want.Required is not null)
        {
            Assert.Equal(want.Required, (schema?["required"] as JsonArray ?? []).Select(static r => r!.GetValue<string>()));
        }

        if (want.Schema is not null)
        {
            Assert.True(JsonNode.DeepEquals(want.Schema, schema), $"the schema of {want.Name} is {schema?.ToJsonString()}");
        }

        if (want.Annotations is not null)
        {
            Assert.True(JsonNode.DeepEquals(want.Annotations, JsonSerializer.SerializeToNode(tool.Annotations)), $"the annotations of {want.Name} are {tool.Annotations}");
        }
    }

    private static void AssertIf(string? want, string? have)
    {
        if (want is not null)
        {
            Assert.Equal(want, have);
        }
    }
}
