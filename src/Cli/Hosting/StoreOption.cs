using System.CommandLine;

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

    /// <summary>The location where no option names one.</summary>
    public static string LocateDefault() =>
        Environment.GetEnvironmentVariable("CATALOG_DB") is { Length: > 0 } named ? named : DataHome.CatalogDatabase;
}
