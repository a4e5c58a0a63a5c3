using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Core.Servers;
using Catalog.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NewerVersion_SaysSoAndTouchesNothing()
    {
        var path = _folder.File("catalog.db");
        await OpenAndCloseAsync(path);
        Alter(path, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(path);

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAndCloseAsync(path));

        Assert.Contains("newer version (schema 99", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Equal(["catalog.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Open_FileOfAnotherProgram_SaysSoAndTouchesNothing()
    {
        var path = _folder.File("catalog.db");
        Alter(path, "CREATE TABLE songs (title TEXT)");
        var before = await File.ReadAllBytesAsync(path);

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAndCloseAsync(path));

        Assert.Contains("is not a catalog database", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Open_CatalogAsGateway_IsRefused()
    {
        var path = _folder.File("catalog.db");
        await OpenAndCloseAsync(path);
        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<StoreException>(() => services.GetRequiredService<IStoreOpening>().OpenAsync(default));

        Assert.Contains("is not a gateway database", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoDatabase_SaysSo()
    {
        var path = _folder.File("catalog.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000));

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAndCloseAsync(path));

        Assert.Contains("is not a database of this program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FirstMigrationOnly_IsBroughtUpAndKeepsWhatItHolds()
    {
        var path = _folder.File("catalog.db");
        var first = SqliteSchema.OfCatalog with { Migrations = [SqliteSchema.OfCatalog.Migrations[0]] };
        await using (var old = new SqliteDatabase(path, first))
        {
            Assert.Equal((0, 1), Versions(await old.OpenAsync(default)));
            await old.WriteAsync(session => session.Execute("INSERT INTO rosters (server_id, names) SELECT 1, 'x' WHERE 0"), default);
        }

        await using var now = new SqliteDatabase(path, SqliteSchema.OfCatalog);

        Assert.Equal((1, SqliteSchema.OfCatalog.Version), Versions(await now.OpenAsync(default)));
    }

    [Fact]
    public async Task Open_MigrationThatFails_LeavesTheVersionBefore()
    {
        var path = _folder.File("catalog.db");
        var broken = SqliteSchema.OfCatalog with { Migrations = [SqliteSchema.OfCatalog.Migrations[0], "CREATE TABLE half (x); CREATE TABLE half (x)"] };
        await using (var database = new SqliteDatabase(path, broken))
        {
            await Assert.ThrowsAsync<StoreException>(() => database.OpenAsync(default));
        }

        await using var first = new SqliteDatabase(path, broken with { Migrations = [broken.Migrations[0]] });
        Assert.Equal((1, 1), Versions(await first.OpenAsync(default)));
        Assert.Equal(0, await first.ReadAsync(session => session.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), default));
    }

    [Fact]
    public async Task Open_FolderThatIsAFile_SaysWhatToCheck()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "x");

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAndCloseAsync(_folder.File("file", "catalog.db")));

        Assert.Contains("cannot be opened", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_GatewayFile_IsReadableByItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        var path = _folder.File("gateway.db");
        await File.WriteAllBytesAsync(path, []);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var services = new ServiceCollection().AddGatewayStore(path, new DecisionLogOptions { Sync = true }).BuildServiceProvider();
        await services.GetRequiredService<IDecisionLog>().AppendAsync(new DecisionLogEntry { Time = Samples.Fetched, Server = "s", Decision = DecisionKind.Allow }, default);

        Assert.Equal(["gateway.db", "gateway.db-shm", "gateway.db-wal"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("mysql://user:secret@host/db")]
    [InlineData("file://secret/db")]
    public void AddCatalogStore_AddressOfAnotherStore_IsRefusedWithoutRepeatingIt(string location)
    {
        var failure = Assert.Throws<StoreException>(() => new ServiceCollection().AddCatalogStore(location));

        Assert.Contains("name a SQLite file", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:secret@host/db")]
    [InlineData("POSTGRESQL://user:secret@host/db")]
    public void AddGatewayStore_PostgresAddress_IsRefusedWithoutRepeatingIt(string location)
    {
        var failure = Assert.Throws<StoreException>(() => new ServiceCollection().AddGatewayStore(location));

        Assert.Contains("SQLite file", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WhileWriting_IsAWholeCatalog()
    {
        await using var services = new ServiceCollection().AddCatalogStore(_folder.File("catalog.db")).BuildServiceProvider();
        var writer = services.GetRequiredService<ICatalogWriter>();
        await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), default);
        var going = Task.WhenAll(Enumerable.Range(0, 50).Select(i => writer.StoreAsync(Samples.Update(ServerKey.Parse($"npm:s{i}"), Samples.Tool("a"), Samples.Tool("b")), default)));

        await services.GetRequiredService<IStoreOpening>().BackupAsync(_folder.File("copy.db"), default);

        await going;
        Assert.Contains("exists already", (await Assert.ThrowsAsync<StoreException>(() => services.GetRequiredService<IStoreOpening>().BackupAsync(_folder.File("copy.db"), default))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("copy.db.partial")));
        await using var copy = new ServiceCollection().AddCatalogStore(_folder.File("copy.db")).BuildServiceProvider();
        var page = await copy.GetRequiredService<ICatalogReader>().ListServersAsync(new ServerQuery { Limit = 1000 }, default);
        Assert.All(page.Items.Where(item => item.Server.Key != Samples.Notes), item => Assert.Equal(2, item.Tools));
        Assert.NotNull(await copy.GetRequiredService<ICatalogReader>().FindServerOrNullAsync(Samples.Notes, default));
    }

    [Fact]
    public async Task Backup_RowThatPointsToNothing_IsRefused()
    {
        var path = _folder.File("catalog.db");
        await using (var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider())
        {
            await services.GetRequiredService<ICatalogWriter>().StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), default);
        }

        Alter(path, "PRAGMA foreign_keys = OFF; DELETE FROM readings");
        await using var again = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<StoreException>(() => again.GetRequiredService<IStoreOpening>().BackupAsync(_folder.File("copy.db"), default));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("copy.db")));
    }

    private static (int Found, int Now) Versions(StoreState state) => (state.FoundVersion, state.Version);

    private static void Alter(string path, string sql)
    {
        SqliteLibrary.Load();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of the test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static async Task OpenAndCloseAsync(string path)
    {
        await using var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
    }
}
