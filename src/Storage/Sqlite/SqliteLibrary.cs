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

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LibraryVersion();

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
                _version = version;
            }

            return _version;
        }
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
