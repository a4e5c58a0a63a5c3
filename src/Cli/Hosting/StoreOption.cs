using System.CommandLine;
using Catalog.Core.Catalogs;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Hosting;

/// <summary>The option <c>--db</c>, the same in every command that opens the catalog.</summary>
internal static class StoreOption
{
    /// <summary>A new <c>--db</c> option for one command.</summary>
    public static Option<string?> Create() => new("--db")
    {
        Description = "The catalog: a SQLite file, or a postgres:// address (default: $CATALOG_DB, else catalog.db in the data home)",
        HelpName = "FILE",
    };

    /// <summary>The location that the user named, or the default.</summary>
    public static string Locate(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) ?? LocateDefault();

    /// <summary>Opens the catalog of a command that has nothing to do with an empty one; nothing is made where there is none, in a database either.</summary>
    /// <exception cref="StoreException">There is none, or it cannot be used.</exception>
    public static async Task<StoreState> OpenExistingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IStoreOpening>();
        return await store.OpenExistingOrNullAsync(cancellationToken) ?? throw new StoreException(
            $"the catalog `{store.Location}` is not there: name the one that is meant by --db or CATALOG_DB, or make one by `catalog up`, `catalog crawl` or `catalog import`");
    }

    /// <summary>The location where no option names one.</summary>
    public static string LocateDefault() =>
        Environment.GetEnvironmentVariable("CATALOG_DB") is { Length: > 0 } named ? named : DataHome.CatalogDatabase;
}
