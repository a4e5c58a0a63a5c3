using System.Net;
using System.Net.Sockets;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Tests.Serving;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_PortInUse_SaysWhatToDoInOneSentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, output, error) = await RunAsync("serve", "--urls", address, "--db", _folder.File("catalog.db"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith($"catalog: cannot listen on `{address}`", error, StringComparison.Ordinal);
        Assert.Contains("--urls http://127.0.0.1:PORT", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal("", output);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://host.example:80")]
    [InlineData("http://127.0.0.1:5080/path")]
    [InlineData(";")]
    public async Task Serve_NoAddressToListenOn_IsWrongUsage(string urls)
    {
        var (code, _, error) = await RunAsync("serve", "--urls", urls, "--db", _folder.File("catalog.db"));

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Review_EmptyCatalog_HasNothingToDo()
    {
        Assert.Equal(ExitCodes.Done, (await RunAsync("migrate", "--db", _folder.File("catalog.db"), "--store", _folder.File("gateway.db"))).Code);

        var (code, output, _) = await RunAsync("review", "--db", _folder.File("catalog.db"));

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal("no disputes\nno tool to review", output.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task Review_DoubtfulVerdict_IsListed()
    {
        var file = _folder.File("tools.jsonl");
        await File.WriteAllTextAsync(file, "{\"server\":\"sample\",\"tool\":\"zzqx\"}\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Done, (await RunAsync("import", file, "--db", _folder.File("catalog.db"))).Code);

        var (code, output, _) = await RunAsync("review", "--db", _folder.File("catalog.db"));

        Assert.Equal(ExitCodes.No, code);
        Assert.Contains("1 tool to review", output, StringComparison.Ordinal);
        Assert.Contains("zzqx", output, StringComparison.Ordinal);
    }

    // A process of its own: what a host logs goes past the command's writers.
    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => CommandProcess.RunAsync(_folder.Path, args);
}
