using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Redis;

public sealed class RedisCounterTests : CounterContract
{
    private readonly TemporaryFolder _folder = new();
    private RedisServer? _server;

    protected override bool SessionsSurvive => true;

    protected override async ValueTask PrepareAsync() => _server = await RedisServer.StartAsync();

    protected override void Add(IServiceCollection services) =>
        services.AddRedisCounters(_server!.Address, Time).AddGatewayStore(_folder.File("gateway.db"));

    protected override async ValueTask RemoveAsync()
    {
        _folder.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
