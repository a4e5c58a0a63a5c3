using System.Net.Sockets;
using System.Text;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>How many connections a gateway takes at the same time.</summary>
public sealed class ConnectionNumberTests
{
    [Theory]
    [InlineData("[{url: 'http://127.0.0.1:0'}]")]
    [InlineData("[{url: 'http://127.0.0.1:0'}, {url: 'http://127.0.0.2:0'}]")]
    public async Task Connections_BeyondTheirNumber_AreClosed_AndOneThatEndsMakesRoom(string listeners)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, listeners));
        var addresses = gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(static a => new Uri(a)).ToList();
        using var first = new TcpClient();
        using var second = new TcpClient();
        Assert.True(await IsServedAsync(first, addresses[0], limit.Token));
        Assert.True(await IsServedAsync(second, addresses[^1], limit.Token));

        using (var third = new TcpClient())
        {
            Assert.False(await IsServedAsync(third, addresses[0], limit.Token));
        }

        first.Close();
        while (true)
        {
            using var next = new TcpClient();
            if (await IsServedAsync(next, addresses[^1], limit.Token))
            {
                break;
            }
        }
    }

    private static async Task<bool> IsServedAsync(TcpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(address.Host, address.Port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"), cancellationToken);
            var buffer = new byte[1024];
            return await client.GetStream().ReadAsync(buffer, cancellationToken) > 0;
        }
        catch (Exception closed) when (closed is IOException or SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // Some systems tell of it while the connection is still being made.
            return false;
        }
    }

    private static GatewayPlan Plan(TemporaryFolder folder, string listeners)
    {
        File.WriteAllText(folder.File("gateway.yaml"), $"version: 1\nlisteners: {listeners}\nlimits: {{connections: 2}}\nupstreams: {{a: {{url: 'http://127.0.0.1:9/mcp'}}}}\n");
        return GatewayFileReader.Read(folder.File("gateway.yaml")).Plan!;
    }
}
