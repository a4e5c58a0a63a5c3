using System.Net.Sockets;
using System.Security.Authentication;
using Catalog.Core.Catalogs;
using Npgsql;

namespace Catalog.Storage.Postgres;

/// <summary>What a failure of the server or of the way to it means for the person who runs the store, and what to do about it. No password is in any of it.</summary>
internal static class PostgresErrors
{
    private const string NothingStored = "nothing of this change was stored";

    /// <summary>Whether the same transaction may go well when it is tried again at once: two of them were in each other's way.</summary>
    public static bool IsWorthRetrying(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The failure in words; the server's own stay with it as the inner exception.</summary>
    public static StoreException Explain(Exception failure, PostgresAddress address) => new(
        failure is PostgresException told ? Sentence(told, address) : Sentence(failure, address),
        failure);

    private static string Sentence(PostgresException failure, PostgresAddress address) => failure.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"`{address.Shown}` refused the user or the password: check both, in the address, `PGPASSWORD` or `~/.pgpass`",
        PostgresErrorCodes.InvalidCatalogName => $"`{address.Shown}` is not there: make it with `{CreateCommand(address)}`",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"`{address.Shown}` does not allow this user to do that: make the user its owner, or grant CREATE on the database and all on the schema `{address.Connection.SearchPath}`",
        PostgresErrorCodes.TooManyConnections => $"`{address.Shown}` has no connection left: end some, raise `max_connections`, or give each process fewer with `?pool_size=5`",
        PostgresErrorCodes.DiskFull => $"the disk of `{address.Shown}` is full: free some space and try again; {NothingStored}",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"`{address.Shown}` only reads, as a standby does: name the primary; {NothingStored}",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
            $"`{address.Shown}` is starting or stopping: try again when it is up; {NothingStored}",
        PostgresErrorCodes.LockNotAvailable => $"`{address.Shown}` is locked by another process: end the long write there and try again",
        PostgresErrorCodes.ProgramLimitExceeded or PostgresErrorCodes.StringDataRightTruncation => $"a value is too large for `{address.Shown}`: {NothingStored}",
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => $"`{address.Shown}` was changed by several at once too often: try again; {NothingStored}",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => $"`{address.Shown}` is damaged: restore it from a backup",
        _ => $"`{address.Shown}` failed with `{failure.SqlState}: {failure.MessageText}`: {NothingStored}",
    };

    private static string Sentence(Exception failure, PostgresAddress address) => failure switch
    {
        { InnerException: AuthenticationException } => $"`{address.Shown}` could not be reached over TLS: check its certificate, or set `?sslmode=`",
        TimeoutException or { InnerException: TimeoutException } => $"`{address.Shown}` did not answer in time: check the address, and that a PostgreSQL server listens there",
        SocketException or { InnerException: SocketException or IOException } =>
            $"`{address.Shown}` cannot be reached: check the address, and that a PostgreSQL server listens there",
        _ => $"`{address.Shown}` failed with `{failure.Message.TrimEnd('.')}`: {NothingStored}",
    };

    private static string CreateCommand(PostgresAddress address) =>
        $"createdb --host={address.Host} --port={address.Port}{(address.User is { } user ? $" --username={user}" : "")} --encoding=UTF8 --template=template0 {address.Database}";
}
