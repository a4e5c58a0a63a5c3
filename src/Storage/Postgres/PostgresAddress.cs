using System.Globalization;
using Catalog.Core.Catalogs;
using Npgsql;

namespace Catalog.Storage.Postgres;

/// <summary>A <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE</c> address: how to connect, and what may be shown of it.</summary>
internal sealed record PostgresAddress
{
    private const int DefaultPort = 5432;

    /// <summary>The options of an address, by their usual spelling, and the setting of the driver that each stands for.</summary>
    private static readonly Dictionary<string, string> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["pool_size"] = "Maximum Pool Size",
        ["host"] = "Host",
        ["passfile"] = "Passfile",
    };

    /// <summary>The address without its password and options, for people and logs.</summary>
    public required string Shown { get; init; }

    /// <summary>The host, or the folder of a socket.</summary>
    public required string Host { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The user; null for the one of the environment or of this process.</summary>
    public required string? User { get; init; }

    /// <summary>What the driver connects by. Holds the password: never shown.</summary>
    public required NpgsqlConnectionStringBuilder Connection { get; init; }

    /// <summary>The same database for the decision log, where calls wait for an answer: it may take no longer than this.</summary>
    /// <param name="seconds">How long a statement may take, and half of it a connection.</param>
    public PostgresAddress ForDecisions(int seconds) => this with
    {
        Connection = new NpgsqlConnectionStringBuilder(Connection.ConnectionString)
        {
            SearchPath = PostgresSchema.OfDecisions.Name,
            ApplicationName = "catalog-gateway",
            MaxPoolSize = 4,
            Timeout = Math.Max(1, seconds / 2),
            CommandTimeout = seconds,
        },
    };

    /// <summary>Whether a location is such an address.</summary>
    public static bool IsOne(string location) =>
        location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address.</summary>
    /// <exception cref="StoreException">It is none; the message shows nothing that may be a password.</exception>
    public static PostgresAddress Parse(string location)
    {
        // A user and a password are taken apart by hand: the framework's parser takes fewer characters than passwords have.
        var rest = location[(location.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (before, options) = Split(rest, '?');
        var slash = before.LastIndexOf('/');
        var database = slash < 0 ? "" : Unescape(before[(slash + 1)..]);
        var authority = slash < 0 ? before : before[..slash];
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : Split(authority[..at], ':');
        var (host, port) = HostAndPort(authority[(at + 1)..]);
        if (database.Length == 0)
        {
            throw Refuse("names no database: write postgres://USER@HOST/DATABASE");
        }

        var connection = new NpgsqlConnectionStringBuilder
        {
            Port = port,
            Database = database,
            SearchPath = PostgresSchema.Catalog,
            ApplicationName = "catalog",
            MaxPoolSize = 20,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            Timeout = 15,
            CommandTimeout = 0,
            KeepAlive = 30,

            // What is set, is set for a transaction: there is nothing to reset, and each use of a connection would cost the server six statements.
            NoResetOnClose = true,
            IncludeErrorDetail = false,
        };
        if (host.Length > 0)
        {
            connection.Host = host;
        }

        if (!string.IsNullOrEmpty(user))
        {
            connection.Username = Unescape(user);
        }

        if (password is not null)
        {
            connection.Password = Unescape(password);
        }

        foreach (var option in (options ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Set(connection, option);
        }

        connection.Host ??= Environment.GetEnvironmentVariable("PGHOST") is { Length: > 0 } named ? named : "localhost";
        return new PostgresAddress
        {
            Shown = $"postgres://{(connection.Username is { } name ? Uri.EscapeDataString(name) + "@" : "")}{connection.Host}{(port == DefaultPort ? "" : $":{port}")}/{Uri.EscapeDataString(database)}",
            Host = connection.Host,
            Port = port,
            Database = database,
            User = connection.Username,
            Connection = connection,
        };
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, string option)
    {
        var (name, value) = Split(option, '=');
        if (!Options.TryGetValue(name, out var setting))
        {
            throw Refuse($"has the option `{name}`, which is not known: use {string.Join(", ", Options.Keys)}");
        }

        try
        {
            // The usual spelling has dashes where the driver's has none: verify-full.
            connection[setting] = name.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? Unescape(value ?? "").Replace("-", "", StringComparison.Ordinal) : Unescape(value ?? "");
        }
        catch (ArgumentException)
        {
            throw Refuse($"has a value of `{name}` that cannot be used");
        }
    }

    private static (string Host, int Port) HostAndPort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? throw Refuse("has a host that cannot be used") : (text[1..end], PortOf(text[(end + 1)..].TrimStart(':')));
        }

        return colon < 0 ? (Unescape(text), DefaultPort) : (Unescape(text[..colon]), PortOf(text[(colon + 1)..]));
    }

    private static int PortOf(string text) => text.Length == 0 ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? port
        : throw Refuse("has a port that is no number of 1 to 65535; write `%3A`, `%40` and `%2F` for `:`, `@` and `/` in a password");

    private static (string Head, string? Tail) Split(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text);

    private static StoreException Refuse(string why) => new($"the `postgres://` address {why}");
}
