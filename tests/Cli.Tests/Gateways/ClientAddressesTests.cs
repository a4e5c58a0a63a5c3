using System.Diagnostics;
using Catalog.Cli.Gateways;

namespace Catalog.Cli.Tests.Gateways;

/// <summary>What a gateway says of where it is: every address, in a form that a client can be given.</summary>
public sealed class ClientAddressesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:5081/mcp", "", "http://127.0.0.1:5081/mcp")]
    [InlineData("http://[::1]:5081/mcp", "", "http://[::1]:5081/mcp")]
    [InlineData("http://localhost:5081/mcp", "gateway.example.com", "http://localhost:5081/mcp")]
    [InlineData("https://10.0.0.5:5443/mcp", "gateway.example.com", "https://gateway.example.com:5443/mcp https://10.0.0.5:5443/mcp")]
    [InlineData("https://10.0.0.5:443/mcp", "a.example.com A.example.com", "https://a.example.com/mcp https://10.0.0.5/mcp")]
    [InlineData("http://0.0.0.0:5081/mcp", "", "http://127.0.0.1:5081/mcp")]
    [InlineData("http://[::]:5081/mcp", "gateway.example.com", "http://gateway.example.com:5081/mcp http://[::1]:5081/mcp")]
    [InlineData("http://0.0.0.0:5081/mcp", "no/name", "http://127.0.0.1:5081/mcp")]
    public void Of_Listener_HasNoAddressThatNoClientCouldUse(string bound, string names, string expected) =>
        Assert.Equal(expected.Split(' '), ClientAddresses.Of(new Uri(bound), names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task Gateway_OfSeveralListeners_PrintsEachServerAtEach()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the gateway is ended by a signal");
        var (first, second) = (FreePorts.Next(), FreePorts.Next());
        await File.WriteAllTextAsync(_folder.File("gateway.yaml"), $$"""
            version: 1
            listeners: [{url: "http://127.0.0.1:{{first}}"}, {url: "http://127.0.0.1:{{second}}", require_grant: true}]
            upstreams: {a: {url: "http://127.0.0.1:1/mcp"}, b: {url: "http://127.0.0.1:1/mcp"} }
            """);
        var printed = await UntilItListensAsync("--config", _folder.File("gateway.yaml"));

        Assert.Equal(
            [
                "catalog: `a` has no policy: without a grant that has one, every call is denied",
                "catalog: `b` has no policy: without a grant that has one, every call is denied",
                $"catalog: `a` at http://127.0.0.1:{first}/mcp/a",
                $"catalog: `b` at http://127.0.0.1:{first}/mcp/b",
                $"catalog: all of them together at http://127.0.0.1:{first}/mcp",
                $"catalog: `a` at http://127.0.0.1:{second}/mcp/a",
                $"catalog: `b` at http://127.0.0.1:{second}/mcp/b",
                $"catalog: all of them together at http://127.0.0.1:{second}/mcp",
            ],
            printed);
    }

    [Fact]
    public async Task Gateway_OfOneServer_PrintsWhereClientsReachIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the gateway is ended by a signal");
        var port = FreePorts.Next();
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""");
        var printed = await UntilItListensAsync(
            "--policy", _folder.File("allow.json"), "--upstream", "http://127.0.0.1:1/mcp", "--name", "notes", "--listen", $"http://0.0.0.0:{port}", "--allow-host", "gateway.example.com");

        Assert.Equal([$"catalog: `notes` at http://gateway.example.com:{port}/mcp", $"catalog: `notes` at http://127.0.0.1:{port}/mcp"], printed.TakeLast(2));
    }

    private async Task<IReadOnlyList<string>> UntilItListensAsync(params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "catalog"), ["gateway", .. options, "--store", _folder.File("gateway.db")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["XDG_DATA_HOME"] = _folder.Path;
        using var gateway = Process.Start(start)!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var lines = new List<string>();
            while (await gateway.StandardError.ReadLineAsync(limit.Token) is { } line)
            {
                if (line == "catalog: the gateway listens (Ctrl-C ends it)")
                {
                    return lines;
                }

                lines.Add(line);
            }

            throw new InvalidOperationException($"the gateway ended: {string.Join('\n', lines)}");
        }
        finally
        {
            gateway.Kill(entireProcessTree: true);
            await gateway.WaitForExitAsync();
        }
    }
}
