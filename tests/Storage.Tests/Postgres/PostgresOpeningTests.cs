using Catalog.Core.Catalogs;
using Catalog.Storage.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Postgres;

public sealed class PostgresOpeningTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private string _location = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.RequireAsync();
        _location = await _server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_location is not null)
        {
            await _server.ReturnAsync(_location);
        }
    }

    [Fact]
    public async Task Open_NewAndOld_SaysWhatItFound()
    {
        var first = await OpenAsync(_location);
        var second = await OpenAsync(_location);

        Assert.Equal((0, second.Version), (first.FoundVersion, second.FoundVersion));
        Assert.StartsWith("PostgreSQL 1", first.Engine, StringComparison.Ordinal);
        Assert.InRange(first.Bytes, 1, long.MaxValue);
        Assert.Equal($"postgres://postgres@127.0.0.1:{_server.Port}/{Database}", first.Location);
    }

    [Fact]
    public async Task Open_SeveralProcessesAtOnce_MigrateOnce()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => OtherProcess.Start("open", _location)).ToList();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        var state = await OpenAsync(_location);
        Assert.Equal(state.Version, state.FoundVersion);
    }

    [Fact]
    public async Task Open_NewerVersion_IsRefusedAndLeftAsItWas()
    {
        await OpenAsync(_location);
        await _server.ScriptAsync("INSERT INTO catalog.schema_versions VALUES (999)", Database);

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_location));

        Assert.Contains("newer version (schema 999", failure.Message, StringComparison.Ordinal);
        Assert.Equal("999", await _server.ScriptAsync("SELECT max(version) FROM catalog.schema_versions", Database));
    }

    [Fact]
    public async Task Open_SchemaOfAnotherProgram_IsRefused()
    {
        await _server.ScriptAsync("CREATE SCHEMA catalog; CREATE TABLE catalog.goods (id int)", Database);

        Assert.Contains("that is not this program's", (await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_location))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FailedMigration_LeavesNothingAndCanBeRepeated()
    {
        await _server.ScriptAsync("CREATE SCHEMA catalog; CREATE TYPE catalog.servers AS (a int)", Database);
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_location));
        Assert.Equal("0", await _server.ScriptAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'catalog'", Database));
        await _server.ScriptAsync("DROP TYPE catalog.servers", Database);

        Assert.Equal(0, (await OpenAsync(_location)).FoundVersion);
    }

    [Fact]
    public async Task Open_WrongPassword_SaysSoAndShowsNone()
    {
        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_location.Replace(Uri.EscapeDataString(PostgresServer.Password), "s3cret%21", StringComparison.Ordinal)));

        Assert.Contains("refused the user or the password", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoSuchDatabase_SaysHowToMakeIt()
    {
        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_server.AddressOf("nowhere")));

        Assert.Contains($"createdb --host=127.0.0.1 --port={_server.Port} --username=postgres --encoding=UTF8 --template=template0 nowhere", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NobodyListens_SaysSo()
    {
        // The port of a server that has ended would be the test's own luck; 1 is never a server's.
        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAsync("postgres://u:topsecret@127.0.0.1:1/x"));

        Assert.Contains("cannot be reached", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OtherEncoding_IsRefused()
    {
        await _server.ScriptAsync("DROP DATABASE IF EXISTS latin");
        await _server.ScriptAsync("CREATE DATABASE latin ENCODING LATIN1 TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");

        Assert.Contains("is encoded as LATIN1", (await Assert.ThrowsAsync<StoreException>(() => OpenAsync(_server.AddressOf("latin")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UserWithoutRights_SaysWhatToGrant()
    {
        await _server.ScriptAsync("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'guest'");

        var failure = await Assert.ThrowsAsync<StoreException>(() => OpenAsync($"postgres://guest:guest@127.0.0.1:{_server.Port}/{Database}"));

        Assert.Contains("make the user its owner", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_ServerThatEndsConnections_FailsOnceAndGoesOn()
    {
        await using var services = new ServiceCollection().AddCatalogStore(_location).BuildServiceProvider();
        var writer = services.GetRequiredService<ICatalogWriter>();
        await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), default);
        await _server.ScriptAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}' AND pid <> pg_backend_pid()");

        await Assert.ThrowsAsync<StoreException>(() => writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a")), default));

        Assert.Equal(1, (await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("b")), default)).Added);
    }

    [Fact]
    public async Task Store_ProcessKilled_LeavesEachServerWholeOrNotAtAll()
    {
        var told = await OtherProcess.KillAfterAsync(20, "store-forever", _location);

        await using var services = new ServiceCollection().AddCatalogStore(_location).BuildServiceProvider();
        var servers = await services.GetRequiredService<ICatalogReader>().ListServersAsync(new ServerQuery { Limit = 1000 }, default);
        Assert.All(servers.Items, server => Assert.Equal(50, server.Tools));
        Assert.InRange(servers.Total, told + 1, int.MaxValue);
    }

    [Fact]
    public async Task Backup_SaysWhatToUseInstead()
    {
        await using var services = new ServiceCollection().AddCatalogStore(_location).BuildServiceProvider();

        Assert.Contains("pg_dump", (await Assert.ThrowsAsync<StoreException>(() => services.GetRequiredService<IStoreOpening>().BackupAsync("x", default))).Message, StringComparison.Ordinal);
    }

    private string Database => _location[(_location.LastIndexOf('/') + 1)..];

    private static async Task<StoreState> OpenAsync(string location)
    {
        await using var services = new ServiceCollection().AddCatalogStore(location).BuildServiceProvider();
        return await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
    }
}
