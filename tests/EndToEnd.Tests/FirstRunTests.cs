using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>What somebody sees who runs the first command of the README.</summary>
[Collection(FirstRunCollection.Name)]
public sealed class FirstRunTests(FirstRun run) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = run.Site, Timeout = TimeSpan.FromMinutes(1) };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Up_EmptyHome_ShowsRealServersOfEveryCategory()
    {
        run.Require();
        var counts = (await _http.GetFromJsonAsync<JsonElement>("index.json")).GetProperty("counts");
        Assert.True(counts.GetProperty("servers").GetInt32() >= 12, run.Printed);
        Assert.True(counts.GetProperty("tools").GetInt32() >= 200, run.Printed);
        var categories = counts.GetProperty("byCategory");
        Assert.All(
            new[] { "Read", "Write", "Execute", "Destructive", "Financial" },
            category => Assert.True(categories.TryGetProperty(category, out var count) && count.GetInt32() > 0, $"no {category} tool"));
    }

    [Fact]
    public async Task Up_Printed_NamesTheLineOfEachClient()
    {
        run.Require();
        Assert.Contains($"claude mcp add --transport http catalog-demo {run.Gateway}", run.Printed, StringComparison.Ordinal);
        Assert.Contains("cursor://anysphere.cursor-deeplink/mcp/install?name=catalog-demo&config=", run.Printed, StringComparison.Ordinal);
        Assert.Contains("code --add-mcp '", run.Printed, StringComparison.Ordinal);
        Assert.Contains($"codex mcp add catalog-demo --url {run.Gateway}", run.Printed, StringComparison.Ordinal);
        using var answer = await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Contains("secure-filesystem-server", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portable")]
    [InlineData("gateway")]
    public async Task PolicyDownloads_OfEveryServer_AreValid(string dialect)
    {
        run.Require();
        var servers = (await _http.GetFromJsonAsync<JsonElement>("servers.json")).GetProperty("servers").EnumerateArray().ToList();
        Assert.NotEmpty(servers);
        foreach (var page in servers.Select(static s => s.GetProperty("page").GetString()!))
        {
            var file = Path.Combine(run.Home, $"{Guid.NewGuid():N}.json");
            await File.WriteAllTextAsync(file, await _http.GetStringAsync($"{page.TrimStart('/')}/policy.json?dialect={dialect}"));
            (await CatalogCommand.RunAsync(run.Home, ["policy", "check", file])).Expect(0);
        }
    }

    [Fact]
    public async Task SecondCrawl_OfTheSameServers_FetchesNothingAnew()
    {
        run.Require();
        var crawl = (await CatalogCommand.RunAsync(run.Home, ["crawl", "npm:@modelcontextprotocol/server-memory@2026.8.31", "npm:tavily-mcp@0.2.22", "--json"])).Expect(0);
        using var json = JsonDocument.Parse(crawl.Output);
        Assert.All(json.RootElement.GetProperty("items").EnumerateArray(), static item => Assert.Equal("Unchanged", item.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Up_WithoutNetwork_ServesWhatIsStoredOrSaysThatNothingIs()
    {
        run.Require();
        var offline = new Dictionary<string, string>(StringComparer.Ordinal) { ["NPM_CONFIG_REGISTRY"] = $"http://127.0.0.1:{Ports.Free()}", ["npm_config_fetch_retries"] = "0" };
        using var empty = new TemporaryFolder();
        var nothing = (await CatalogCommand.RunAsync(empty.Path, ["up", "--port", $"{Ports.Free()}"], environment: offline)).Expect(3);
        Assert.Contains("nothing is stored", nothing.Error, StringComparison.Ordinal);

        var tool = empty.File("one.jsonl");
        await File.WriteAllTextAsync(tool, """{"server":"npm:kept","tool":"get_kept","description":"Gets what was kept."}""");
        (await CatalogCommand.RunAsync(empty.Path, ["import", tool])).Expect(0);
        var port = Ports.Free();
        await using var stored = RunningCatalog.Start(empty.Path, ["up", "--port", $"{port}"], offline);
        await stored.WaitForAsync("^Ready: ", TimeSpan.FromMinutes(5));
        Assert.Contains("serving what is stored", stored.Printed, StringComparison.Ordinal);
        Assert.Contains("gateway did not start", stored.Printed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri($"http://127.0.0.1:{port}/servers/npm:kept"))).StatusCode);
        Assert.Equal(0, await stored.InterruptAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, run.Gateway) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await _http.SendAsync(request);
    }
}
