using System.ComponentModel.DataAnnotations;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Counters;
using Catalog.Core.Crawls;
using Catalog.Core.Credentials;
using Catalog.Core.Decisions;
using Catalog.Core.Disputes;
using Catalog.Core.Grants;
using Catalog.Core.Identities;
using Catalog.Core.Pins;
using Catalog.Core.Retention;
using Catalog.Storage.Decisions;
using Catalog.Storage.Decisions.Lines;
using Catalog.Storage.Postgres;
using Catalog.Storage.Postgres.Catalogs;
using Catalog.Storage.Postgres.Decisions;
using Catalog.Storage.Redis;
using Catalog.Storage.Redis.Blocks;
using Catalog.Storage.Secrets;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;
using Catalog.Storage.Sqlite.Counters;
using Catalog.Storage.Sqlite.Decisions;
using Catalog.Storage.Sqlite.Gateways;
using Catalog.Storage.Transfers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Storage;

/// <summary>Registers the stores. Nothing is opened by it: hosts call <see cref="IStoreOpening.OpenAsync"/> of every registered one at their start, else the first use opens.</summary>
public static class StorageRegistration
{
    private const string CatalogKey = "catalog";
    private const string GatewayKey = "gateway";
    private const string DecisionsKey = "decisions";

    // Calls wait for the log: a server that says nothing for so long is taken for one that is away.
    private const int DecisionSeconds = 10;

    /// <summary>The store of servers, tools, crawls and disputes: <see cref="ICatalogReader"/>, <see cref="ICatalogWriter"/>, <see cref="ICatalogTransfer"/>, <see cref="IChangeLog"/>, <see cref="IToolNames"/>, <see cref="IVerdictStore"/>, <see cref="IIdentityStore"/>, <see cref="IHistoryPruning"/>, <see cref="ICatalogCheck"/>, <see cref="ICrawlLedger"/>, <see cref="ICrawlQueue"/>, <see cref="IDisputeStore"/>, <see cref="IOpinionCache"/>.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="location">The path of a SQLite file, which is made where it is missing, or a <c>postgres://</c> address.</param>
    /// <exception cref="StoreException">The location is an address that cannot be read, or of a kind that there is no store for.</exception>
    public static IServiceCollection AddCatalogStore(this IServiceCollection services, string location)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        if (PostgresAddress.IsOne(location))
        {
            return services.AddPostgresCatalog(PostgresAddress.Parse(location));
        }

        services.AddDatabase(CatalogKey, FileOf(location), SqliteSchema.OfCatalog);
        services.TryAddSingleton<ICatalogReader>(static provider => new SqliteCatalogReader(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<ICatalogWriter>(static provider => new SqliteCatalogWriter(DatabaseOf(provider, CatalogKey), TimeOf(provider)));
        services.TryAddSingleton<IChangeLog>(static provider => new SqliteChangeLog(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IToolNames>(static provider => new SqliteToolNames(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IIdentityStore>(static provider => new SqliteIdentityStore(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IHistoryPruning>(static provider => new SqliteHistoryPruning(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<ICatalogCheck>(static provider => new SqliteCatalogCheck(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IVerdictStore>(static provider => new SqliteVerdictStore(DatabaseOf(provider, CatalogKey), TimeOf(provider)));
        services.TryAddSingleton<ICrawlLedger>(static provider => new SqliteCrawlLedger(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<ICrawlQueue>(static provider => new SqliteCrawlQueue(DatabaseOf(provider, CatalogKey), TimeOf(provider)));
        services.TryAddSingleton<ICatalogTransfer>(static provider => new CatalogTransfer(new SqliteTransfer(DatabaseOf(provider, CatalogKey))));
        services.TryAddSingleton<IDisputeStore>(static provider => new SqliteDisputeStore(DatabaseOf(provider, CatalogKey)));
        services.TryAddSingleton<IOpinionCache>(static provider => new SqliteOpinionCache(DatabaseOf(provider, CatalogKey)));
        return services;
    }

    /// <summary>What the gateway writes: <see cref="IGrantStore"/>, <see cref="ICounterStore"/>, <see cref="IApprovalStore"/>, <see cref="IApproverStore"/>, <see cref="IHeardMessages"/>, <see cref="IToolPinStore"/>, <see cref="ICredentialVault"/>, <see cref="IDecisionLog"/>. Several processes may share it.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="path">The path of a SQLite file, which is made where it is missing, readable by its owner alone. Not the catalog's file.</param>
    /// <param name="decisions">How the decision log is kept; null for the defaults.</param>
    /// <param name="credentialKeys">The keys of stored credentials, 32 bytes in Base64 each, parted by commas: the first one encrypts, the others only open. Null for a file of its own beside the store, PATH.key, made when it is first needed.</param>
    /// <exception cref="StoreException">The path is an address.</exception>
    public static IServiceCollection AddGatewayStore(this IServiceCollection services, string path, DecisionLogOptions? decisions = null, string? credentialKeys = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = decisions ?? new DecisionLogOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        services.AddDecisionDatabase(options);
        services.AddDatabase(GatewayKey, FileOf(path), SqliteSchema.OfGateway);
        services.TryAddSingleton<IGrantStore>(static provider => new SqliteGrantStore(DatabaseOf(provider, GatewayKey), TimeOf(provider)));
        services.TryAddSingleton<ICounterStore>(static provider =>
            new SqliteCounterStore(DatabaseOf(provider, GatewayKey), TimeOf(provider), LogOf<SqliteCounterStore>(provider)));
        services.TryAddSingleton<IApprovalStore>(static provider =>
            new SqliteApprovalStore(DatabaseOf(provider, GatewayKey), TimeOf(provider), LogOf<SqliteApprovalStore>(provider)));
        services.TryAddSingleton<IToolPinStore>(static provider => new SqliteToolPinStore(DatabaseOf(provider, GatewayKey), TimeOf(provider)));
        services.TryAddSingleton<ICredentialVault>(provider =>
            new SqliteCredentialVault(DatabaseOf(provider, GatewayKey), new SecretKeys(Path.GetFullPath(FileOf(path)) + ".key", credentialKeys), TimeOf(provider)));
        services.TryAddSingleton<IHeardMessages>(static provider => new SqliteHeardMessages(DatabaseOf(provider, GatewayKey), TimeOf(provider)));
        services.TryAddSingleton<IApproverStore>(static provider => new SqliteApproverStore(DatabaseOf(provider, GatewayKey)));
        services.TryAddSingleton<IDecisionLog>(provider => new QueuedDecisionLog(TargetOf(provider, options), options, TimeOf(provider), LogOf<QueuedDecisionLog>(provider)));
        return services;
    }

    private static void AddDecisionDatabase(this IServiceCollection services, DecisionLogOptions options)
    {
        if (options.Database is not { } location)
        {
            return;
        }

        var address = PostgresAddress.IsOne(location) ? PostgresAddress.Parse(location).ForDecisions(DecisionSeconds) : throw new StoreException("the decision log's database has no postgres:// address: write postgres://USER@HOST/DATABASE");
        services.AddKeyedSingleton(DecisionsKey, (_, _) => new PostgresDatabase(address, PostgresSchema.OfDecisions));
        services.AddSingleton<IStoreOpening>(static provider => provider.GetRequiredKeyedService<PostgresDatabase>(DecisionsKey));
    }

    private static IDecisionTarget TargetOf(IServiceProvider provider, DecisionLogOptions options) => options switch
    {
        { Database: not null } => new PostgresDecisionTarget(provider.GetRequiredKeyedService<PostgresDatabase>(DecisionsKey), options, TimeOf(provider)),
        { File: not null } => new LinesDecisionTarget(options, TimeOf(provider)),
        _ => new SqliteDecisionTarget(DatabaseOf(provider, GatewayKey), options, TimeOf(provider)),
    };

    /// <summary>Totals of limits on a Redis server, for several gateways; registered before <see cref="AddGatewayStore"/>, whose own it replaces.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="address"><c>redis://[USER:PASSWORD@]HOST[:PORT][/DB]</c>, or <c>rediss://</c> for TLS.</param>
    /// <exception cref="StoreException">The address is none.</exception>
    public static IServiceCollection AddRedisCounters(this IServiceCollection services, string address) => services.AddRedisCounters(address, windows: null);

    /// <summary>As above; <paramref name="windows"/> stands in for the server's clock in tests.</summary>
    internal static IServiceCollection AddRedisCounters(this IServiceCollection services, string address, TimeProvider? windows, BlockSizing? sizing = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var server = RedisAddress.Parse(address);
        services.TryAddSingleton<ICounterStore>(provider => new RedisCounterStore(server, TimeProvider.System, windows, sizing ?? new BlockSizing(), LogOf<RedisCounterStore>(provider)));
        return services;
    }

    private static IServiceCollection AddPostgresCatalog(this IServiceCollection services, PostgresAddress address)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new PostgresDatabase(address, PostgresSchema.OfCatalog));
        services.AddSingleton<IStoreOpening>(static provider => provider.GetRequiredService<PostgresDatabase>());
        services.TryAddSingleton<ICatalogReader>(static provider => new PostgresCatalogReader(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<ICatalogWriter>(static provider => new PostgresCatalogWriter(provider.GetRequiredService<PostgresDatabase>(), TimeOf(provider)));
        services.TryAddSingleton<IChangeLog>(static provider => new PostgresChangeLog(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<IToolNames>(static provider => new PostgresToolNames(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<IIdentityStore>(static provider => new PostgresIdentityStore(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<IHistoryPruning>(static provider => new PostgresHistoryPruning(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<ICatalogCheck>(static provider => new PostgresCatalogCheck(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<IVerdictStore>(static provider => new PostgresVerdictStore(provider.GetRequiredService<PostgresDatabase>(), TimeOf(provider)));
        services.TryAddSingleton<ICrawlLedger>(static provider => new PostgresCrawlLedger(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<ICrawlQueue>(static provider => new PostgresCrawlQueue(provider.GetRequiredService<PostgresDatabase>(), TimeOf(provider)));
        services.TryAddSingleton<ICatalogTransfer>(static provider => new CatalogTransfer(new PostgresTransfer(provider.GetRequiredService<PostgresDatabase>())));
        services.TryAddSingleton<IDisputeStore>(static provider => new PostgresDisputeStore(provider.GetRequiredService<PostgresDatabase>()));
        services.TryAddSingleton<IOpinionCache>(static provider => new PostgresOpinionCache(provider.GetRequiredService<PostgresDatabase>()));
        return services;
    }

    private static ILogger<T> LogOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;

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
        return PostgresAddress.IsOne(location)
            ? throw new StoreException("what a gateway writes is kept in a SQLite file: name one")
            : location.Contains("://", StringComparison.Ordinal)
            ? throw new StoreException($"`{location[..location.IndexOf("://", StringComparison.Ordinal)]}://` names no store: name a SQLite file or a postgres:// address")
            : location;
    }
}
