using Catalog.Core.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite;

/// <summary>What a failure of the library means for the person who runs the store, and what to do about it.</summary>
internal static class SqliteErrors
{
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Auth = 23;
    private const int NotADatabase = 26;

    // The shared-memory file could not be made longer, which is what a full disk looks like there.
    private const int IoSharedMemorySize = Io | (19 << 8);

    /// <summary>The failure in words; the library's own stay with it as the inner exception.</summary>
    public static StoreException Explain(SqliteException failure, string path) => new(Sentence(failure, path), failure);

    /// <summary>Whether it is the content that is wrong, and not the place.</summary>
    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is Corrupt or NotADatabase;

    private static string Sentence(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        Full => $"the disk of `{path}` is full: free some space and try again; nothing of this change was stored",
        Io when failure.SqliteExtendedErrorCode == IoSharedMemorySize =>
            $"the disk of `{path}` is full: free some space and try again; nothing of this change was stored",
        Io => $"the disk of `{path}` reported an error ({failure.SqliteExtendedErrorCode}): check the disk and its free space, then try again",
        ReadOnly or Perm or Auth => $"`{path}` is not writable: give this user write permission on the file and its folder, or name another with `--db`",
        CannotOpen => $"`{path}` cannot be opened: check that its folder exists and that this user may read and write there",
        Corrupt => $"`{path}` is damaged: restore it from a backup, or move it away and build it anew",
        NotADatabase => $"`{path}` is not a database of this program: name another file, or move it away",
        Busy or Locked => $"`{path}` is locked by another process: end the long write there and try again",
        TooBig => $"a value is too large for `{path}`: nothing of this change was stored",
        _ => $"`{path}` failed with `{failure.Message}`: nothing of this change was stored",
    };
}
