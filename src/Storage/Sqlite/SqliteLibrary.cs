using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Catalog.Core.Catalogs;
using SQLitePCL;

namespace Catalog.Storage.Sqlite;

/// <summary>The system's SQLite in place of a bundled one: found once, checked, and then used by every connection of the process.</summary>
internal static class SqliteLibrary
{
    /// <summary>The first release with every statement that the stores use, and with the fixes that they rely on.</summary>
    public static readonly Version Oldest = new(3, 40);

    private static readonly Lock Gate = new();
    private static Version? _version;
    private static FileControl? _fileControl;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LibraryVersion();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int FileControl(nint connection, nint schema, int operation, out int answer);

    /// <summary>The version in use.</summary>
    /// <exception cref="StoreException">There is none, or it is too old.</exception>
    public static Version Load()
    {
        lock (Gate)
        {
            if (_version is null)
            {
                var (handle, version) = Find(new SystemLibraries());
                NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
                    string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? handle : nint.Zero);
                raw.SetProvider(new SQLite3Provider_e_sqlite3());
                _fileControl = NativeLibrary.TryGetExport(handle, "sqlite3_file_control", out var control) ? Marshal.GetDelegateForFunctionPointer<FileControl>(control) : null;
                _version = version;
            }

            return _version;
        }
    }

    /// <summary>Whether the file that a connection opened is no longer the one of its name: moved, removed or replaced. False where the system cannot tell.</summary>
    public static bool HasMoved(sqlite3 connection)
    {
        const int HasMovedOperation = 20;
        return _fileControl is { } ask && ask(connection.DangerousGetHandle(), nint.Zero, HasMovedOperation, out var answer) == raw.SQLITE_OK && answer != 0;
    }

    /// <summary>Finds the library and checks its version.</summary>
    /// <exception cref="StoreException">There is none, or it is too old.</exception>
    public static (nint Handle, Version Version) Find(INativeLibraries libraries)
    {
        foreach (var name in libraries.Names)
        {
            if (!libraries.TryLoad(name, out var handle))
            {
                continue;
            }

            var text = libraries.VersionOf(handle);
            if (Version.TryParse(text, out var version) && version >= Oldest)
            {
                return (handle, version);
            }

            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"the system's SQLite is `{text}` and {Oldest} or newer is needed; {Install}"));
        }

        throw new StoreException($"the system's SQLite ({string.Join(", ", libraries.Names)}) was not found; {Install}");
    }

    private static string Install =>
        OperatingSystem.IsWindows() ? "winsqlite3.dll comes with Windows: install its updates"
        : OperatingSystem.IsMacOS() ? "install it with `brew install sqlite`"
        : "install it with `apt-get install libsqlite3-0`, `dnf install sqlite-libs` or `apk add sqlite-libs`";

    private sealed class SystemLibraries : INativeLibraries
    {
        public IReadOnlyList<string> Names { get; } =
            OperatingSystem.IsWindows() ? ["winsqlite3.dll"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0"];

        public bool TryLoad(string name, out nint handle) =>
            NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out handle);

        public string VersionOf(nint handle) =>
            NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out var address)
                ? Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<LibraryVersion>(address)()) ?? "of no version"
                : "no SQLite at all";
    }
}
