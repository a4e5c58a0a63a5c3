using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Catalog.Cli.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>Metrics and traces of a gateway that listens to nobody: it stands on standard input and output.</summary>
public sealed class WatchedGatewayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MetricsUrl_ShowsWhatPassedOnStandardInput()
    {
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        await using var gateway = await LineGateway.StartAsync(_folder, "--metrics-url", address);
        await gateway.CallAsync(1, "{}");
        await gateway.CallAsync(2, "{}");

        var (_, page) = await GetAsync(address + "/metrics");
        Assert.Contains(page.Split('\n'), static line => line.StartsWith("toolrisk_gateway_decisions", StringComparison.Ordinal) && line.Contains("\"allow\"", StringComparison.Ordinal) && line.EndsWith(" 2", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(address + "/healthz")).Status);
        Assert.Equal(0, await gateway.EndAsync());
    }

    [Fact]
    public async Task Otlp_IsSentBeforeTheGatewayEnds()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        await using (var gateway = await LineGateway.StartAsync(_folder, "--otlp", address))
        {
            await gateway.CallAsync(1, """{"secret":"hunter2"}""");
            Assert.Equal(0, await gateway.EndAsync());
        }

        Assert.Contains(received, static sent => sent.Path == "/v1/metrics" && sent.Body.Contains("toolrisk.gateway.decisions", StringComparison.Ordinal));
        Assert.Contains(received, static sent => sent.Path == "/v1/traces" && sent.Body.Contains("tools/call", StringComparison.Ordinal));
        Assert.DoesNotContain(received, static sent => sent.Body.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_WithoutAListener_SaysWhatToGive()
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var (exitCode, _, error) = await CommandRun.RunAsync("gateway", "--policy", _folder.File("allow.json"), "--store", _folder.File("gateway.db"), "--metrics", "--", "node");
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("--metrics-url", error, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(string address)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
