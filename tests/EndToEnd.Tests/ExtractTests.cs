using System.Text.Json;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>The tools of real servers whose true lists are known.</summary>
public sealed class ExtractTests
{
    [Theory]
    [InlineData("@modelcontextprotocol/server-everything@2026.8.31")]
    [InlineData("@modelcontextprotocol/server-filesystem@2026.8.31")]
    [InlineData("@modelcontextprotocol/server-memory@2026.8.31")]
    public async Task Extract_NpmServer_GivesExactlyTheTrueNames(string package)
    {
        var truth = Truth(row => Text(row, "npm") == package);
        await Peers.RequireAsync();
        await AssertExactAsync("npm:" + package, truth);
    }

    [Theory]
    [InlineData("modelcontextprotocol/servers", "src/time")]
    [InlineData("awslabs/mcp", "src/aws-documentation-mcp-server")]
    [InlineData("Klavis-AI/klavis", "mcp_servers/hacker_news")]
    public async Task Extract_PythonServerOfAMirror_GivesExactlyTheTrueNames(string repository, string folder)
    {
        var truth = Truth(row => Text(row, "repo") == repository && Text(row, "path") == folder);
        var mirror = SharedData.RequireMirror(repository);
        await AssertExactAsync($"git:{mirror}@{Text(truth, "commit")}#{folder}", truth);
    }

    private static async Task AssertExactAsync(string source, JsonElement truth)
    {
        using var home = new TemporaryFolder();
        var finished = (await CatalogCommand.RunAsync(home.Path, ["extract", source])).Expect(0);
        var tools = finished.Lines.Select(static line => JsonDocument.Parse(line).RootElement.Clone()).ToList();
        var extra = Names(truth, "extra_ok").ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            Names(truth, "tools").Order(StringComparer.Ordinal),
            tools.Select(static t => Text(t, "tool")!).Where(name => !extra.Contains(name)).Order(StringComparer.Ordinal));
        Assert.All(tools, static tool => Assert.NotNull(tool.GetProperty("source").GetProperty("extractor").GetString()));
        Assert.Empty(Directory.Exists(home.File("data", "catalog")) ? Directory.GetFiles(home.File("data", "catalog"), "catalog.db*") : []);
    }

    private static IEnumerable<string> Names(JsonElement row, string member) => row.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetProperty("name").GetString()!)
        : [];

    private static string? Text(JsonElement row, string member) => row.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static JsonElement Truth(Func<JsonElement, bool> which) => File.ReadLines(SharedData.Require("extraction/truth.jsonl"))
        .Select(static line => JsonDocument.Parse(line).RootElement)
        .First(which);
}
