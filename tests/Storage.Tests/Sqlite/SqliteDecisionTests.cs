using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteDecisionTests : DecisionContract
{
    private readonly TemporaryFolder _folder = new();

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"));

    protected override void Remove() => _folder.Dispose();
}
