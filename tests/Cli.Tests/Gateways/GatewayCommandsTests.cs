using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Pins;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Gateways;

public sealed class GatewayCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--policy", "{allow}")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--", "node")]
    [InlineData("--upstream", "http://127.0.0.1:1/mcp")]
    [InlineData("--policy", "{allow}", "--upstream", "ftp://127.0.0.1/mcp")]
    [InlineData("--policy", "{allow}", "--upstream", "http://user:secret@127.0.0.1/mcp")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--listen", "https://127.0.0.1:1")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--approval-hold", "soon")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--counters-fail", "maybe")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--session-limit", "0")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--requests-per-minute", "0")]
    [InlineData("--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--timeout", "0s")]
    [InlineData("--config", "gateway.yaml", "--policy", "{allow}")]
    [InlineData("--config", "gateway.yaml", "--listen", "http://127.0.0.1:1", "--session-limit", "5")]
    [InlineData("--config", "gateway.yaml", "--", "node")]
    public async Task Gateway_WrongUsage_SaysSo(params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var (exitCode, _, error) = await RunAsync(["gateway", "--store", Store, .. arguments.Select(a => a.Replace("{allow}", _folder.File("allow.json"), StringComparison.Ordinal))]);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.StartsWith("catalog: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scan-secretz", "--policy", "{allow}", "--scan-secretz", "block", "--", "node")]
    [InlineData("--requre-grant", "--policy", "{allow}", "--listen", "http://127.0.0.1:1", "--requre-grant", "--", "node", "-v")]
    [InlineData("--requre-grant", "--policy", "{allow}", "--upstream", "http://127.0.0.1:1/mcp", "--requre-grant")]
    [InlineData("--polcy", "--polcy", "{allow}", "--", "node")]
    [InlineData("--log-sinc", "--config", "gateway.yaml", "--log-sinc")]
    [InlineData("-x", "--policy", "{allow}", "node", "-x")]
    public async Task Gateway_OptionThatItDoesNotHave_IsNamedAndNoCommand(string option, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var (exitCode, _, error) = await RunAsync(["gateway", "--store", Store, .. arguments.Select(a => a.Replace("{allow}", _folder.File("allow.json"), StringComparison.Ordinal))]);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.StartsWith($"catalog: `{option}` is no option of `catalog gateway`", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_PolicyThatIsNotThere_SaysWhatToDo()
    {
        var (exitCode, _, error) = await RunAsync("gateway", "--store", Store, "--policy", _folder.File("none.json"), "--", "node");
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("none.json` is not there", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GatewayCheck_SaysWhatIsWrong_AndWhere()
    {
        var file = _folder.File("gateway.yaml");
        await File.WriteAllTextAsync(file, "version: 1\nupstreams:\n  a: {url: 'http://127.0.0.1:1/mcp'}\n");
        var (exitCode, output, _) = await RunAsync("gateway", "check", file);
        Assert.Equal((ExitCodes.Done, $"{file}: good; 1 server, 0 policies, 0 grants\n"), (exitCode, output.ReplaceLineEndings("\n")));

        await File.WriteAllTextAsync(file, "version: 1\nupstreams:\n  a: {ulr: 'http://127.0.0.1:1/mcp', url: 'http://127.0.0.1:1/mcp'}\n");
        (exitCode, output, _) = await RunAsync("gateway", "check", file);
        Assert.Equal((ExitCodes.No, $"{file}:3:7: `ulr` is not known in `a`: did you mean `url`?\n"), (exitCode, output.ReplaceLineEndings("\n")));

        (exitCode, _, var error) = await RunAsync("gateway", "--store", Store, "--config", file);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("did you mean `url`?", error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("gateway", "check", _folder.File("none.yaml"))).ExitCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5081", true)]
    [InlineData("http://192.0.2.1:5081", true)]
    [InlineData("http://[::]:5081", true)]
    [InlineData("http://127.0.0.2:5081", false)]
    [InlineData("http://[::1]:5081", false)]
    [InlineData("http://localhost:5081", false)]
    public async Task GatewayCheck_ListenerThatOthersCanListenInOn_IsTold(string url, bool isTold)
    {
        var file = _folder.File("gateway.yaml");
        await File.WriteAllTextAsync(file, $"version: 1\nlisteners: [{{url: '{url}'}}]\nupstreams:\n  a: {{url: 'http://127.0.0.1:1/mcp'}}\n");
        var (exitCode, _, error) = await RunAsync("gateway", "check", file);
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Equal(isTold, error.Contains($"{url} is not encrypted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GatewayPins_ShowWhatChanged_AndAcceptWhatWasLookedAt()
    {
        await using (var services = new ServiceCollection().AddGatewayStore(Store).BuildServiceProvider())
        {
            var pins = services.GetRequiredService<IToolPinStore>();
            await pins.TryPinAsync(new ToolPin { Server = "s", Tool = "t", Hash = "one", Definition = """{"d":"good","name":"t"}""", PinnedAt = DateTimeOffset.UnixEpoch }, TestContext.Current.CancellationToken);
            await pins.TrySeeAsync("s", "t", "two", """{"d":"evil\u200b","name":"t"}""", TestContext.Current.CancellationToken);
        }

        Assert.Contains("s  t  changed", (await RunAsync("gateway", "pins", "list", "--store", Store)).Output, StringComparison.Ordinal);
        var (exitCode, output, _) = await RunAsync("gateway", "pins", "diff", "s", "t", "--store", Store);
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Contains("-   \"d\": \"good\"", output, StringComparison.Ordinal);
        Assert.Contains("+   \"d\": \"evil⟦U+200B⟧\"", output, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.No, (await RunAsync("gateway", "pins", "accept", "s", "t", "--hash", "three", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.Done, (await RunAsync("gateway", "pins", "accept", "s", "t", "--hash", "two", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("gateway", "pins", "accept", "s", "t", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("gateway", "pins", "diff", "--store", Store)).ExitCode);
    }

    [Fact]
    public async Task GrantRotate_GivesANewToken()
    {
        var (_, first, _) = await RunAsync("grant", "add", "--label", "x", "--policy", "files=strict", "--policy", "lax", "--store", Store);
        var (_, list, _) = await RunAsync("grant", "list", "--store", Store);
        Assert.Contains("policy files=strict,lax", list, StringComparison.Ordinal);
        var id = list.Split(' ')[0];

        var (exitCode, second, error) = await RunAsync("grant", "rotate", id, "--overlap", "24h", "--store", Store);

        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.StartsWith("ctg_", second, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Matches(@"good until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ:", error);
        Assert.Matches(@"lax  token before the last one until \d{4}-.*Z  last used never", (await RunAsync("grant", "list", "--store", Store)).Output);
        Assert.Equal(ExitCodes.No, (await RunAsync("grant", "rotate", "nobody", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("grant", "add", "--label", "x", "--policy", "a", "--policy", "b", "--store", Store)).ExitCode);
    }

    [Fact]
    public async Task GrantList_TellsWhenGrantsEnd()
    {
        await RunAsync("grant", "add", "--label", "x", "--policy", "lax", "--expires", "30d", "--store", Store);
        var (_, live, _) = await RunAsync("grant", "list", "--store", Store);
        Assert.Matches(@"  live     x  servers \*  policy lax  until \d{4}-.*Z  last used never", live);

        Assert.Equal(ExitCodes.Done, (await RunAsync("grant", "revoke", live.Split(' ')[0], "--store", Store)).ExitCode);
        Assert.Matches(@"  revoked  x  servers \*  policy lax  revoked \d{4}-.*Z  last used never", (await RunAsync("grant", "list", "--store", Store)).Output);
    }

    [Fact]
    public async Task Gateway_PortInUse_NamesIt()
    {
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var (exitCode, _, error) = await RunAsync("gateway", "--store", Store, "--policy", _folder.File("allow.json"), "--upstream", "http://127.0.0.1:1/mcp", "--listen", address);
        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains(address, error, StringComparison.Ordinal);
        Assert.Contains("--listen", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grant_AddListRevoke_ShowsTheTokenOnce()
    {
        var (exitCode, token, _) = await RunAsync("grant", "add", "--store", Store, "--label", "build agent", "--policy", "/etc/demo.json", "--server", "files", "--expires", "1d", "--holder", "ann");
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.StartsWith("ctg_", token, StringComparison.Ordinal);

        var (_, listed, _) = await RunAsync("grant", "list", "--store", Store, "--json");
        Assert.DoesNotContain(token.Trim(), listed, StringComparison.Ordinal);
        using var grant = JsonDocument.Parse(listed);
        Assert.Equal("demo.json", grant.RootElement.GetProperty("policy").GetString());
        Assert.Equal("files", grant.RootElement.GetProperty("servers")[0].GetString());
        Assert.Equal("ann", grant.RootElement.GetProperty("holder").GetString());
        Assert.False(grant.RootElement.TryGetProperty("tokenHash", out _));
        var id = grant.RootElement.GetProperty("id").GetString()!;

        Assert.Equal(ExitCodes.Done, (await RunAsync("grant", "revoke", id, "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("grant", "revoke", id, "--store", Store)).ExitCode);
        Assert.Contains("revoked", (await RunAsync("grant", "list", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grant_WithLimits_ShowsThem_AlsoAfterARotation()
    {
        await RunAsync("grant", "add", "--store", Store, "--label", "x", "--policy", "p", "--requests-per-minute", "60", "--concurrent-calls", "2", "--sessions-per-hour", "5", "--timeout", "90s");
        using var made = JsonDocument.Parse((await RunAsync("grant", "list", "--store", Store, "--json")).Output);
        Assert.Equal("""{"requestsPerMinute":60,"concurrentCalls":2,"sessionsPerHour":5,"timeout":"00:01:30"}""", made.RootElement.GetProperty("limits").GetRawText());

        Assert.Equal(ExitCodes.Done, (await RunAsync("grant", "rotate", made.RootElement.GetProperty("id").GetString()!, "--store", Store)).ExitCode);
        Assert.Contains("policy p  limits 60 requests a minute, 2 at a time, 5 sessions an hour, 90 s a call  last used never", (await RunAsync("grant", "list", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--requests-per-minute", "0")]
    [InlineData("--requests-per-minute", "1000001")]
    [InlineData("--concurrent-calls", "-1")]
    [InlineData("--sessions-per-hour", "0")]
    [InlineData("--timeout", "0s")]
    [InlineData("--timeout", "2d")]
    public async Task Grant_LimitOutOfItsRange_IsRefused_AndNothingIsMade(string option, string value)
    {
        var (exitCode, _, error) = await RunAsync("grant", "add", "--store", Store, "--label", "x", "--policy", "p", option, value);
        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains($"{option} takes 1", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task Approvals_InitTwice_KeepsTheFirstSecret()
    {
        Assert.Equal(ExitCodes.Failed, (await RunAsync("approvals", "approve", "x", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.Done, (await RunAsync("approvals", "init", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("approvals", "init", "--store", Store)).ExitCode);
        Assert.Equal(ExitCodes.Done, (await RunAsync("approvals", "init", "--store", Store, "--name", "ann")).ExitCode);
        Assert.Equal(ExitCodes.Done, (await RunAsync("approvals", "init", "--store", Store, "--replace")).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("approvals", "approve", "AAAAAAAAAAAAAAAAAAAAAA", "--store", Store)).ExitCode);
        Assert.Contains("Nothing waits", (await RunAsync("approvals", "list", "--store", Store)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApprovalsList_ArgumentWithLineEndAndBidi_CannotPretendToBeAnotherLine()
    {
        await using (var services = new ServiceCollection().AddGatewayStore(Store).BuildServiceProvider())
        {
            foreach (var store in services.GetServices<IStoreOpening>())
            {
                await store.OpenAsync(CancellationToken.None);
            }

            await services.GetRequiredService<IApprovalStore>().AskAsync(
                new ApprovalRequest
                {
                    Binding = new string('a', 64),
                    Grant = "g1",
                    GrantLabel = "build agent\nanonymous calls read of files",
                    Server = "files",
                    Tool = "remove",
                    Parameters = """{"name":"remove","arguments":{"path":"a\n\u000aanonymous calls read of files\u202e"}}""",
                    Messages = ["Asks."],
                    Rule = "/tools/remove/approval",
                    Expires = TimeSpan.FromMinutes(10),
                },
                CancellationToken.None);
        }

        var lines = (await RunAsync("approvals", "list", "--store", Store)).Output.Split('\n');
        Assert.DoesNotContain(lines, static line => line.TrimStart().StartsWith("anonymous calls read", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains(@"a\n\nanonymous calls read of files", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("build agent⟦U+000A⟧anonymous calls read of files (g1) calls remove of files", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Contains('\u202e', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "npx -y @modelcontextprotocol/server-filesystem@2026.8.31 /srv", "@modelcontextprotocol/server-filesystem")]
    [InlineData(null, "node /opt/node_modules/@scope/server-everything/dist/index.js stdio", "server-everything")]
    [InlineData(null, "uvx --from x mcp-server-git", "x")]
    [InlineData(null, "uv run server.py", "upstream")]
    [InlineData(null, "python3 -m weather", "weather")]
    [InlineData(null, "/usr/local/bin/my-server --port 1", "my-server")]
    [InlineData("https://mcp.example.com:8443/mcp", "", "mcp.example.com")]
    public void ServerNames_AreOfTheCommandOrTheAddress(string? upstream, string command, string name) =>
        Assert.Equal(name, ServerNames.Of(upstream is null ? null : new Uri(upstream), command.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("45s", 45)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    [InlineData("30d", 2592000)]
    [InlineData("0s", 0)]
    [InlineData("45", null)]
    [InlineData("-1s", null)]
    [InlineData("1.5h", null)]
    [InlineData("s", null)]
    [InlineData("1w", null)]
    [InlineData("99999999999999999999s", null)]
    public void Durations_AreDigitsAndAUnit(string text, int? seconds) =>
        Assert.Equal(seconds is { } known ? TimeSpan.FromSeconds(known) : null, Durations.ParseOrNull(text));

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
