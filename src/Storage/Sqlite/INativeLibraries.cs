namespace Catalog.Storage.Sqlite;

/// <summary>The native libraries of the machine; another in tests, for a machine without SQLite cannot run them.</summary>
internal interface INativeLibraries
{
    /// <summary>The file names to try, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Loads a library of that name.</summary>
    bool TryLoad(string name, out nint handle);

    /// <summary>What the loaded library calls its version.</summary>
    string VersionOf(nint handle);
}
