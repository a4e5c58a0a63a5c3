using Catalog.Core.Catalogs;
using Catalog.Storage.Sqlite;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteLibraryTests
{
    [Fact]
    public void Find_NoLibrary_SaysHowToInstallIt()
    {
        var failure = Assert.Throws<StoreException>(() => SqliteLibrary.Find(new Libraries(null)));

        Assert.Contains("libsqlite3.so.0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("install", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.39.4")]
    [InlineData("2.8.17")]
    [InlineData("no SQLite at all")]
    public void Find_OldLibrary_SaysWhatIsThereAndWhatIsNeeded(string version)
    {
        var failure = Assert.Throws<StoreException>(() => SqliteLibrary.Find(new Libraries(version)));

        Assert.Contains($"`{version}`", failure.Message, StringComparison.Ordinal);
        Assert.Contains("3.40 or newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("install", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.40.0")]
    [InlineData("3.53.2")]
    public void Find_NewEnough_IsTaken(string version) => Assert.Equal((7, Version.Parse(version)), SqliteLibrary.Find(new Libraries(version)));

    [Fact]
    public void Load_ThisMachine_IsTheSystemsLibrary()
    {
        var version = SqliteLibrary.Load();

        Assert.InRange(version, SqliteLibrary.Oldest, new Version(4, 0));
        Assert.Empty(Directory.GetFiles(AppContext.BaseDirectory, "libe_sqlite3.*", SearchOption.AllDirectories));
    }

    private sealed class Libraries(string? version) : INativeLibraries
    {
        public IReadOnlyList<string> Names => ["libsqlite3.so.0"];

        public bool TryLoad(string name, out nint handle)
        {
            handle = 7;
            return version is not null;
        }

        public string VersionOf(nint handle) => version!;
    }
}
