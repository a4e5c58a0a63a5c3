using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary>The option <c>--store</c>, the same in every command that opens what a gateway writes.</summary>
internal static class GatewayStoreOption
{
    // In the environment alone: arguments are seen by every user of the machine. No process that the gateway starts inherits it.
    private static string? Keys => Environment.GetEnvironmentVariable("CATALOG_KEY") is { Length: > 0 } keys ? keys : null;

    public static Option<string?> Create() => new("--store")
    {
        Description = "What the gateway writes: grants, counters, approvals, decisions (default: gateway.db in the data home)",
        HelpName = "FILE",
    };

    public static string Locate(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? DataHome.GatewayDatabase;

    /// <summary>Registers what a gateway writes.</summary>
    /// <param name="services">Where.</param>
    /// <param name="store">The file of the store.</param>
    /// <param name="counters">The address of the server that counts limits; null for the store.</param>
    /// <param name="log">How the decision log is kept.</param>
    public static IServiceCollection Add(IServiceCollection services, string store, string? counters, DecisionLogOptions log)
    {
        if (counters is not null)
        {
            services.AddRedisCounters(counters);
        }

        return services.AddGatewayStore(store, log, Keys);
    }

    /// <summary>The opened store at a place, made where it is not there; dispose the provider.</summary>
    public static async Task<ServiceProvider> OpenAsync(string store, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddGatewayStore(store, credentialKeys: Keys).BuildServiceProvider();
        foreach (var opening in services.GetServices<IStoreOpening>())
        {
            await opening.OpenAsync(cancellationToken);
        }

        return services;
    }

    /// <summary>The opened store at a place, for commands that have nothing to do with an empty one; dispose the provider. Nothing is made where it is not there.</summary>
    /// <exception cref="CommandFailedException">It is not there.</exception>
    public static Task<ServiceProvider> OpenExistingAsync(string store, CancellationToken cancellationToken) =>
        OpenLogAsync(store, new DecisionLogOptions(), cancellationToken);

    /// <summary>The opened decision log that options name, beside the store; dispose the provider. Nothing is made of a store that is not there.</summary>
    /// <param name="store">The store that was named; null for the one in the data home, which is not asked for where the log is elsewhere.</param>
    /// <param name="log">Where the log is.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="CommandFailedException">The store is not there, and was named or holds the log.</exception>
    public static async Task<ServiceProvider> OpenLogAsync(string? store, DecisionLogOptions log, CancellationToken cancellationToken)
    {
        var location = store ?? DataHome.GatewayDatabase;
        var services = new ServiceCollection().AddGatewayStore(location, log, Keys).BuildServiceProvider();
        var isMeant = store is not null || log is { File: null, Database: null };
        if (isMeant && !Path.Exists(location))
        {
            // An empty one would hide that the name is wrong; and beside the journal that a gateway still writes, whose file somebody moved, it would empty that.
            await services.DisposeAsync();
            throw new CommandFailedException($"`{location}` is not there: name the file that the gateway's --store, or `store` in its gateway.yaml, names; a gateway makes it when it starts", ExitCodes.Failed);
        }

        // One that was not named is not asked for where the log is elsewhere: it may be another gateway's, or of another version.
        foreach (var opening in services.GetServices<IStoreOpening>().Where(o => isMeant || o.Location != Path.GetFullPath(location)))
        {
            if (await opening.OpenExistingOrNullAsync(cancellationToken) is null)
            {
                await services.DisposeAsync();
                throw new CommandFailedException($"there is no decision log in `{opening.Location}` yet: name the database that the gateway's --log-db names; a gateway makes it when it starts", ExitCodes.Failed);
            }
        }

        return services;
    }

    /// <summary>The option <c>--log-file</c> of commands that read the decision log.</summary>
    public static Option<FileInfo?> CreateLogFile() => new("--log-file") { Description = "The decision log of a gateway that writes it as JSON lines", HelpName = "FILE" };

    /// <summary>The option <c>--log-db</c>, the same of the gateway and of commands that read the decision log.</summary>
    public static Option<string?> CreateLogDatabase() => new("--log-db")
    {
        Description = "The decision log in PostgreSQL (or CATALOG_LOG_DB, which hides a password from other users)",
        HelpName = "postgres://USER@HOST/DATABASE",
    };

    /// <summary>The address of the decision log's database, by option or environment; null for none.</summary>
    /// <param name="named">What the option says.</param>
    /// <param name="file">The file that was named instead; the environment does not stand against it.</param>
    public static string? LogDatabase(string? named, FileInfo? file)
    {
        if (named is not null && file is not null)
        {
            throw new CommandFailedException("name the decision log once: --log-file or --log-db", ExitCodes.Usage);
        }

        return named ?? (file is null && Environment.GetEnvironmentVariable("CATALOG_LOG_DB") is { Length: > 0 } set ? set : null);
    }

    /// <summary>The opened store, made where it is not there; dispose the provider.</summary>
    public static Task<ServiceProvider> OpenAsync(ParseResult parsed, Option<string?> option, CancellationToken cancellationToken) =>
        OpenAsync(Locate(parsed, option), cancellationToken);

    /// <summary>The opened store, for commands that have nothing to do with an empty one; dispose the provider. Nothing is made where it is not there.</summary>
    /// <exception cref="CommandFailedException">It is not there.</exception>
    public static Task<ServiceProvider> OpenExistingAsync(ParseResult parsed, Option<string?> option, CancellationToken cancellationToken) =>
        OpenExistingAsync(Locate(parsed, option), cancellationToken);

    /// <summary>The opened decision log, and the store where it is there; dispose the provider. Nothing is made.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">Names the store.</param>
    /// <param name="logFile">The file of the decision log; null where it is elsewhere.</param>
    /// <param name="logDatabase">The database of the decision log; null where it is in the file or the store.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="CommandFailedException">The log, or the store that was named or holds it, is not there.</exception>
    public static Task<ServiceProvider> OpenLogAsync(ParseResult parsed, Option<string?> option, FileInfo? logFile, string? logDatabase, CancellationToken cancellationToken)
    {
        var database = LogDatabase(logDatabase, logFile);

        // A log whose growing file is gone still has its anchor: that is for `verify` to tell, and no wrong name.
        if (logFile is { Exists: false } && !File.Exists(logFile.FullName + ".anchor"))
        {
            throw new CommandFailedException($"`{logFile}` is not there: name the file that the gateway's --log-file names", ExitCodes.Failed);
        }

        return OpenLogAsync(parsed.GetValue(option), new DecisionLogOptions { File = logFile?.FullName, Database = database }, cancellationToken);
    }
}
