using System.Diagnostics;
using System.Text.Json;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>A real client and a real server on either side of the gateway, by every way that each of them can be reached.</summary>
public sealed class PairingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _home = new();
    private readonly string _policy;

    public PairingTests()
    {
        _policy = _home.File("hiding.json");
        File.WriteAllText(_policy, """{"version":"1","default":"allow","hide":["get-env"],"tools":{"get-annotated-message":{"deny_if":[{"conditions":[],"on_deny":"No notes."}]}}}""");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task HttpClient_ProcessServer()
    {
        var port = Ports.Free();
        await using var gateway = RunningCatalog.Start(
            _home.Path, ["gateway", "--policy", _policy, "--name", "everything", "--listen", $"http://127.0.0.1:{port}", "--", "node", await EverythingAsync(), "stdio"]);
        await gateway.WaitForAsync($"127\\.0\\.0\\.1:{port}/mcp", Patience);
        await AssertServesAsync([$"http://127.0.0.1:{port}/mcp", "--transport", "http"]);
        Assert.Equal(0, await gateway.InterruptAsync());
    }

    [Fact]
    public async Task HttpClient_HttpServer_AndLineClient_HttpServer()
    {
        var (upstream, port) = (Ports.Free(), Ports.Free());
        using var server = Process.Start(new ProcessStartInfo("node", [await EverythingAsync(), "streamableHttp"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _home.Path,
            Environment = { ["PORT"] = $"{upstream}" },
        })!;
        try
        {
            await Ports.WaitForListenerAsync(upstream, Patience);
            await using var gateway = RunningCatalog.Start(
                _home.Path, ["gateway", "--policy", _policy, "--upstream", $"http://127.0.0.1:{upstream}/mcp", "--listen", $"http://127.0.0.1:{port}"]);
            await gateway.WaitForAsync($"127\\.0\\.0\\.1:{port}/mcp", Patience);
            await AssertServesAsync([$"http://127.0.0.1:{port}/mcp", "--transport", "http"]);
            await AssertServesAsync(["--config", await ConfigAsync("--upstream", $"http://127.0.0.1:{upstream}/mcp"), "--server", "gateway"]);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task LineClient_ProcessServer() =>
        await AssertServesAsync(["--config", await ConfigAsync("--", "node", await EverythingAsync(), "stdio"), "--server", "gateway"]);

    [Fact]
    public async Task HttpClient_AllServersAsOne()
    {
        var port = Ports.Free();
        await File.WriteAllTextAsync(
            _home.File("gateway.yaml"),
            $$"""
            version: 1
            listeners: [{url: "http://127.0.0.1:{{port}}"}]
            upstreams:
              everything: {command: node, args: ["{{await EverythingAsync()}}", stdio], policy: hiding}
              files: {command: node, args: ["{{await Peers.FilesystemServerAsync()}}", "{{_home.Path}}"], policy: hiding}
              gone: {command: "{{_home.File("no-such-command")}}", policy: hiding}
            policies: {hiding: hiding.json}
            """);
        await using var gateway = RunningCatalog.Start(_home.Path, ["gateway", "--config", _home.File("gateway.yaml")]);
        await gateway.WaitForAsync("the gateway listens", Patience);

        string[] target = [$"http://127.0.0.1:{port}/mcp", "--transport", "http"];
        await AssertServesAsync(target, "everything__");
        var read = await InspectAsync([.. target, "--method", "tools/call", "--tool-name", "files__read_text_file", "--tool-arg", $"path={_policy}"]);
        Assert.Contains("No notes.", read.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await gateway.InterruptAsync());
    }

    private static async Task<string> EverythingAsync() =>
        Path.Combine(await Peers.RequireAsync(), "node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js");

    private async Task<string> ConfigAsync(params string[] server)
    {
        var config = _home.File("inspector.json");
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new
        {
            mcpServers = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["gateway"] = new
                {
                    command = CatalogCommand.Executable,
                    args = new[] { "gateway", "--policy", _policy, "--name", "everything" }.Concat(server).ToArray(),
                    env = new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["HOME"] = _home.Path,
                        ["XDG_DATA_HOME"] = _home.File("data"),
                        ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
                    },
                },
            },
        }));
        return config;
    }

    private async Task AssertServesAsync(string[] target, string prefix = "")
    {
        var tools = (await InspectAsync([.. target, "--method", "tools/list"])).GetProperty("tools").EnumerateArray().Select(static t => t.GetProperty("name").GetString()).ToList();
        Assert.Contains(prefix + "echo", tools);
        Assert.DoesNotContain(prefix + "get-env", tools);
        var echo = await InspectAsync([.. target, "--method", "tools/call", "--tool-name", prefix + "echo", "--tool-arg", "message=größe"]);
        Assert.Equal("Echo: größe", echo.GetProperty("content")[0].GetProperty("text").GetString());
        var denied = await InspectAsync([.. target, "--method", "tools/call", "--tool-name", prefix + "get-annotated-message", "--tool-arg", "messageType=error"]);
        Assert.Equal("[POLICY DENIED] No notes.", denied.GetProperty("content")[0].GetProperty("text").GetString());
    }

    private async Task<JsonElement> InspectAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("node", [await Peers.InspectorAsync(), "--cli", .. arguments, "--format", "json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = _home.Path,
        };
        start.Environment["HOME"] = _home.Path;
        start.Environment["MCP_INSPECTOR_SECRET_STORE"] = "memory";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var text = await output;
        Assert.True(text.TrimStart().StartsWith('{'), $"the Inspector answered `{text}` and said:\n{await error}");
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.GetProperty("result").Clone();
    }
}
