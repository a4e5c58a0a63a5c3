using System.Globalization;
using Catalog.Core.Catalogs;

namespace Catalog.Storage.Redis;

/// <summary>Where a Redis server is, and how this program proves itself to it.</summary>
internal sealed record RedisAddress
{
    private const int UsualPort = 6379;

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required int Database { get; init; }

    /// <summary>Null for the server's default user.</summary>
    public string? User { get; init; }

    /// <summary>Null for a server that asks for none.</summary>
    public string? Password { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>Reads <c>redis://[USER:PASSWORD@]HOST[:PORT][/DB]</c>, or <c>rediss://</c> for TLS; a password alone stands behind a colon.</summary>
    /// <exception cref="StoreException">The text is no such address; the message does not repeat it, for it may hold a password.</exception>
    public static RedisAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new StoreException("the address of the counters is none: write redis://HOST:PORT/DB, with USER:PASSWORD@ before the host where the server asks for one, or rediss:// for TLS");
        }

        var database = uri.AbsolutePath.Trim('/');
        if (!int.TryParse(database.Length == 0 ? "0" : database, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new StoreException($"`{database}` is no database of a Redis server: write its number, as in redis://HOST:PORT/0");
        }

        var login = uri.UserInfo.Split(':', 2);
        return new RedisAddress
        {
            Host = uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : UsualPort,
            Database = number,
            User = login[0].Length > 0 && login.Length > 1 ? Uri.UnescapeDataString(login[0]) : null,
            Password = uri.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(login[^1]),
            IsEncrypted = uri.Scheme == "rediss",
        };
    }

    /// <summary>For people: without user and password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsEncrypted ? "rediss" : "redis")}://{Host}:{Port}/{Database}");
}
