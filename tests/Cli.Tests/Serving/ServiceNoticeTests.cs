using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Catalog.Cli.Tests.Serving;

public sealed class ServiceNoticeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("site")]
    [InlineData("gateway")]
    public async Task Service_TellsItsSupervisorThatItServesAndThatItEnds_AndNoServerOfItsOwnWhere(string service)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no sockets for datagrams of one machine");
        var seen = _folder.File("seen");
        await File.WriteAllTextAsync(_folder.File("allow.json"), """{"version":"1","default":"allow"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            _folder.File("gateway.yaml"),
            $"version: 1\nlisteners: [{{url: 'http://127.0.0.1:0'}}]\nupstreams:\n  own: {{command: sh, args: [-c, \"env > '{seen}.new'; mv '{seen}.new' '{seen}'; cat > /dev/null\"]}}\npolicies: {{own: allow.json}}\n",
            TestContext.Current.CancellationToken);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("notify")));
        string[] args = service == "site" ? ["serve", "--urls", "http://127.0.0.1:0", "--db", _folder.File("catalog.db")] : ["gateway", "--config", _folder.File("gateway.yaml"), "--store", _folder.File("gateway.db")];
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "catalog"), args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NOTIFY_SOCKET"] = _folder.File("notify");
        start.Environment["XDG_DATA_HOME"] = _folder.File("home");
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            Assert.Equal("READY=1", await ReceiveAsync(socket));
            if (service == "gateway")
            {
                await AskAsync(said.ToString());
                Assert.DoesNotContain("NOTIFY_SOCKET", await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            {
                await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Assert.Equal("STOPPING=1", await ReceiveAsync(socket));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Calls the server, which never answers: it is started by that.</summary>
    private async Task AskAsync(string said)
    {
        var address = said.Split('\n').First(static line => line.Contains("`own` at ", StringComparison.Ordinal)).Split("`own` at ")[1].Trim();
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var asking = new CancellationTokenSource();
        var asked = client.SendAsync(request, asking.Token);
        while (!File.Exists(_folder.File("seen")) && !asked.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await asking.CancelAsync();
        await Task.WhenAny(asked);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[256];
        var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, received);
    }
}
