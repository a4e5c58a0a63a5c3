using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Introspection;

public sealed class HttpServerTests
{
    [Fact]
    public async Task Crawl_LiveServer_StoresItsAnswerWithoutSecrets()
    {
        await using var web = await WebDouble.StartAsync(AnswerAsync);
        await using var host = new CrawlerHost();
        var item = Assert.Single((await host.CrawlAsync($"http:{web.Address}mcp?key=secret-value")).Items);
        Assert.True(item.Status == CrawlStatus.Stored, item.Reason);
        Assert.Equal((2, $"remote:{web.Address}mcp"), (item.Tools, item.Server));
        Assert.DoesNotContain("secret-value", item.Reference, StringComparison.Ordinal);
        var stored = host.Catalog.Servers[ServerKey.Parse($"remote:{web.Address}mcp")];
        Assert.Equal((SnapshotOrigin.Running, "A test", $"http:{web.Address}mcp"), (stored.Snapshot.Origin, stored.Title, stored.Snapshot.Source));
        Assert.All(web.Requests, static request => Assert.EndsWith("/mcp?key=secret-value", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, "wants a log-in")]
    [InlineData(500, "answered 500")]
    public async Task Crawl_LiveServerThatRefuses_SaysWhy(int status, string reason)
    {
        await using var web = await WebDouble.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var host = new CrawlerHost();
        Assert.Contains(reason, Assert.Single((await host.CrawlAsync($"http:{web.Address}mcp")).Items).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_NobodyThere_SaysWhy()
    {
        await using var host = new CrawlerHost();
        var item = Assert.Single((await host.CrawlAsync("http:http://127.0.0.1:1/mcp")).Items);
        Assert.Contains("not to be reached", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_LiveServerThatRedirectsAway_IsNotFollowed()
    {
        await using var inside = await WebDouble.StartAsync(AnswerAsync);
        await using var web = await WebDouble.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"http://127.0.0.2:{inside.Address.Port}/mcp";
            return Task.CompletedTask;
        });
        await using var host = new CrawlerHost();
        Assert.Equal(CrawlStatus.Failed, Assert.Single((await host.CrawlAsync($"http:{web.Address}mcp")).Items).Status);
        Assert.Empty(inside.Requests);
    }

    private static async Task AnswerAsync(HttpContext context, string target)
    {
        if (context.Request.Method != "POST")
        {
            context.Response.StatusCode = 405;
            return;
        }

        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var method = request.RootElement.GetProperty("method").GetString();
        if (!request.RootElement.TryGetProperty("id", out var id))
        {
            context.Response.StatusCode = 202;
            return;
        }

        object? result = method switch
        {
            "initialize" => new
            {
                protocolVersion = request.RootElement.GetProperty("params").GetProperty("protocolVersion").GetString(),
                capabilities = new { tools = new { } },
                serverInfo = new { name = "test", title = "A test", version = "1" },
            },
            "tools/list" => new { tools = new[] { new { name = "a", inputSchema = new { type = "object" } }, new { name = "b", inputSchema = new { type = "object" } } } },
            _ => null,
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(result is null
            ? JsonSerializer.Serialize(new { jsonrpc = "2.0", id, error = new { code = -32601, message = "Method not found" } })
            : JsonSerializer.Serialize(new { jsonrpc = "2.0", id, result }));
    }
}
