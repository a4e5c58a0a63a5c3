using Catalog.Core.Decisions;

namespace Catalog.Gateway.Configuration;

/// <summary>How the decision log is kept: <c>log</c>.</summary>
internal static class LogSection
{
    public static readonly string[] Keys = ["file", "database", "values", "sync", "fail", "segment", "keep"];

    private static readonly DecisionLogOptions Defaults = new();

    public static DecisionLogOptions Read(MapReader root, ConfigurationReading reading)
    {
        if (root.FindOrNull("log") is not { } node || MapReader.OfOrNull(node, reading, "log", Keys) is not { } log)
        {
            return Defaults;
        }

        var database = log.SecretTextOrNull("database");
        if (database is not null && !(Uri.TryCreate(database, UriKind.Absolute, out var address) && address.Scheme is "postgres" or "postgresql"))
        {
            // The text may hold a password, and is not repeated.
            log.Add("database", "`database` must be the address of a PostgreSQL database, as in `postgres://gateway@log.example.com/decisions`");
        }

        if (database is not null && log.Has("file"))
        {
            log.Add("file", "the log is kept in `file` or in `database`: name one");
        }

        return new DecisionLogOptions
        {
            File = log.TextOrNull("file") is { } file ? reading.PathOf(file) : null,
            Database = database,
            Values = log.Flag("values", Defaults.Values),
            Sync = log.Flag("sync", Defaults.Sync),
            FailOpen = log.Choice("fail", "closed", "closed", "open") == "open",
            SegmentBytes = log.Bytes("segment", Defaults.SegmentBytes, 1024, 1L << 40),
            Keep = log.Has("keep") ? log.Time("keep", TimeSpan.FromDays(30), TimeSpan.FromDays(36_500)) : null,
        };
    }
}
