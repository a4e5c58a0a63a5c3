using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>A gateway of one server by options, in front of a server of one era: by a listener, and by lines.</summary>
public sealed class SingleServerTests : IDisposable
{
    private const string Meta = """
"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"sampling":{}},"io.modelcontextprotocol/clientInfo":{"name":"m","version":"1"}}
""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Listener_BridgesAtItsOneAddress()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var running = await GatewayHost.StartAsync(Options(server.Address, [], "demo"), Stores, CancellationToken.None);
        Assert.Equal("/mcp", running.Endpoint.AbsolutePath);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        Assert.Contains("\"resultType\":\"complete\"", await PostAsync(http, running.Endpoint, "2026-07-28", "tools/call", $$"""{"name":"echo",{{Meta}}}"""), StringComparison.Ordinal);
        Assert.Contains("\"name\":\"d\"", await PostAsync(http, running.Endpoint, null, "initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_OfEitherEra_ReachAServerOfLines()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        var (input, output) = (new Pipe(), new Pipe());
        var run = GatewayHost.RunAsync(
            Options(null, ["/bin/sh", Cases.PathOf("Aggregation/Parking", "lines.sh")], "demo"), Stores, input.Reader.AsStream(), output.Writer.AsStream(), CancellationToken.None);
        using var lines = new StreamReader(output.Reader.AsStream(), Encoding.UTF8);
        var asked = (await SayAsync(input, lines, $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a",{{{Meta}}}}}""")).GetProperty("result");
        var answer = await SayAsync(input, lines, $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"a","requestState":"{{{asked.GetProperty("requestState").GetString()}}}","inputResponses":{"{{{asked.GetProperty("inputRequests").EnumerateObject().Single().Name}}}":{"role":"user"}},{{{Meta}}}}}""");
        Assert.Contains("\"role\":\"user\"", answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);

        var hello = await SayAsync(input, lines, """{"jsonrpc":"2.0","id":3,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"sampling":{}},"clientInfo":{"name":"t","version":"1"}}}""");
        Assert.Equal("d", hello.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        var question = await SayAsync(input, lines, """{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"a"}}""");
        Assert.Equal("sampling/createMessage", question.GetProperty("method").GetString());
        await input.Writer.CompleteAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private GatewayOptions Options(Uri? upstream, IReadOnlyList<string> command, string name)
    {
        File.WriteAllText(_folder.File($"{name}.json"), AggregatePlans.AllowAll);
        return new GatewayOptions { ServerId = "a server", PolicyFile = _folder.File($"{name}.json"), Upstream = upstream, Command = command, Listen = upstream is null ? null : new Uri("http://127.0.0.1:0"), Era = UpstreamEra.Legacy };
    }

    private void Stores(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db")).AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None));

    private static async Task<string> PostAsync(HttpMessageInvoker http, Uri address, string? version, string method, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent($$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{{{parameters}}}}""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", version);
            request.Headers.TryAddWithoutValidation("Mcp-Method", method);
            request.Headers.TryAddWithoutValidation("Mcp-Name", "echo");
        }

        using var reply = await http.SendAsync(request, CancellationToken.None);
        return await reply.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> SayAsync(Pipe input, StreamReader lines, string message)
    {
        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("") + "\n"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = JsonDocument.Parse(await lines.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("the gateway ended"));
        return answer.RootElement.Clone();
    }
}
