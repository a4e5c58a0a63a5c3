using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteCatalogTests : CatalogContract
{
    private readonly TemporaryFolder _folder = new();

    protected override void Add(IServiceCollection services) => services.AddCatalogStore(_folder.File("below", "catalog.db"));

    protected override void Remove() => _folder.Dispose();
}
