using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Disputes;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Storage;

/// <summary>Registers the stores. Nothing is opened by it: hosts call <see cref="IStoreOpening.OpenAsync"/> of every registered one at their start, else the first use opens.</summary>
public static class StorageRegistration
{
    private const string CatalogKey = "catalog";

    /// <summary>The store of servers, tools, crawls and disputes: <see cref="ICatalogReader"/>, <see cref="ICatalogWriter"/>, <see cref="ICrawlLedger"/>, <see cref="IDisputeStore"/>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="location">The path of a SQLite file, which is made where it is missing, or a <c>postgres://</c> address.</param>
    /// <exception cref="StoreException">The location is an address of a kind that this version has no store for.</exception>
    public static IServiceCollection AddCatalogStore(this IServiceCollection services, string location)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddDatabase(CatalogKey, FileOf(location), SqliteSchema.OfCatalog);
        services.TryAddSingleton<ICatalogReader>(static provider => new SqliteCatalogReader(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<ICatalogWriter>(static provider => new SqliteCatalogWriter(DatabaseOf(provider, CatalogKey), TimeOf(provider)));
        services.TryAddSingleton<ICrawlLedger>(static provider => new SqliteCrawlLedger(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IDisputeStore>(static provider => new SqliteDisputeStore(DatabaseOf(provider, CatalogKey)));
        return services;
    }

    private static void AddDatabase(this IServiceCollection services, string key, string path, SqliteSchema schema)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(key, (_, _) => new SqliteDatabase(path, schema));
        services.AddSingleton<IStoreOpening>(provider => DatabaseOf(provider, key));
    }

    private static SqliteDatabase DatabaseOf(IServiceProvider provider, string key) => provider.GetRequiredKeyedService<SqliteDatabase>(key);

    private static TimeProvider TimeOf(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static string FileOf(string location)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        return location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
            ? throw new StoreException("this version has no PostgreSQL store yet: name a SQLite file with `--db`")
            : location.Contains("://", StringComparison.Ordinal)
            ? throw new StoreException($"`{location[..location.IndexOf("://", StringComparison.Ordinal)]}://` names no store: name a SQLite file with `--db`")
            : location;
    }
}
