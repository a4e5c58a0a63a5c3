using Catalog.Core.Catalogs;
using Catalog.Storage.Sqlite;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_WhileAWriteIsHeldUp_DoesNotWait()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        await database.OpenAsync(default);
        using var begun = new SemaphoreSlim(0);
        using var free = new SemaphoreSlim(0);
        var write = database.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO second_opinions (key, answer) VALUES ('1', 'a')");
                begun.Release();
                free.Wait();
                return true;
            },
            default);
        await begun.WaitAsync();

        Assert.Equal(0, await database.ReadAsync(session => session.Number("SELECT count(*) FROM second_opinions"), default));

        free.Release();
        Assert.True(await write);
        Assert.Equal(1, await database.ReadAsync(session => session.Number("SELECT count(*) FROM second_opinions"), default));
    }

    [Fact]
    public async Task Write_CallerThatLeavesWhileWaiting_IsNotDone()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        await database.OpenAsync(default);
        using var begun = new SemaphoreSlim(0);
        using var free = new SemaphoreSlim(0);
        var first = database.WriteAsync(
            _ =>
            {
                begun.Release();
                free.Wait();
                return true;
            },
            default);
        await begun.WaitAsync();
        using var leaving = new CancellationTokenSource();
        var ran = false;
        var second = database.WriteAsync(_ => ran = true, leaving.Token);
        var third = database.WriteAsync(_ => true, default);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        free.Release();
        Assert.True(await first);
        Assert.True(await third);
        Assert.False(ran);
    }

    [Fact]
    public async Task Write_BugInOneOfMany_FailsThatOneAlone()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var writes = Enumerable.Range(0, 50).Select(i => database.WriteAsync(
            session =>
            {
                session.Execute("INSERT INTO second_opinions (key, answer) VALUES (?1, 'a')", i);
                return i == 25 ? throw new InvalidOperationException("a bug") : i == 30 ? session.Execute("INSERT INTO second_opinions (key) VALUES (NULL)") : i;
            },
            default)).ToList();

        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[25]);
        await Assert.ThrowsAsync<StoreException>(() => writes[30]);
        foreach (var i in Enumerable.Range(0, 50).Where(i => i is not 25 and not 30))
        {
            Assert.Equal(i, await writes[i]);
        }

        Assert.Equal(48, await database.ReadAsync(session => session.Number("SELECT count(*) FROM second_opinions"), default));
    }

    [Fact]
    public async Task Dispose_WritesThatWait_AreStillDone()
    {
        var path = _folder.File("catalog.db");
        var database = new SqliteDatabase(path, SqliteSchema.OfCatalog);
        await database.OpenAsync(default);
        var writes = Enumerable.Range(0, 200).Select(i => database.WriteAsync(session => session.Execute("INSERT INTO second_opinions (key, answer) VALUES (?1, 'a')", i), default)).ToList();

        await database.DisposeAsync();

        Assert.Equal(200, (await Task.WhenAll(writes)).Sum());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.WriteAsync(_ => 1, default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.ReadAsync(_ => 1, default));
        await using var again = new SqliteDatabase(path, SqliteSchema.OfCatalog);
        Assert.Equal(200, await again.ReadAsync(session => session.Number("SELECT count(*) FROM second_opinions"), default));
    }

    [Fact]
    public async Task Read_CallerThatLeaves_StopsTheStatement()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        await database.OpenAsync(default);
        using var leaving = new CancellationTokenSource();
        using var begun = new SemaphoreSlim(0);
        var read = database.ReadAsync(
            session =>
            {
                begun.Release();
                return session.Number("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
            },
            leaving.Token);
        await begun.WaitAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }
}
