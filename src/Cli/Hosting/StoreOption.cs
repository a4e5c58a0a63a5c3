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

    /// <summary>The location, for commands that have nothing to do with an empty catalog; nothing is made where its file is not there.</summary>
    /// <exception cref="CommandFailedException">It is a file that is not there.</exception>
    public static string LocateExisting(ParseResult parsed, Option<string?> option) =>
        MissingOrNull(Locate(parsed, option)) is { } missing ? throw new CommandFailedException(missing, ExitCodes.Failed) : Locate(parsed, option);

    /// <summary>What is to be said of a catalog whose file is not there; null where it is, or where it is no file.</summary>
    public static string? MissingOrNull(string location) => location.Contains("://", StringComparison.Ordinal) || Path.Exists(location)
        ? null
        : $"the catalog `{location}` is not there: name the one that is meant by --db or CATALOG_DB, or make one by `catalog up`, `catalog crawl` or `catalog import`";

    /// <summary>The location where no option names one.</summary>
    public static string LocateDefault() =>
        Environment.GetEnvironmentVariable("CATALOG_DB") is { Length: > 0 } named ? named : DataHome.CatalogDatabase;
}
