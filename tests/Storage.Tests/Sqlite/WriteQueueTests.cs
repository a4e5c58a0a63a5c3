using System.Collections.Concurrent;
using Catalog.Core.Catalogs;
using Catalog.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>The one writer of a file, by its queue and on the threads of its callers at once.</summary>
public sealed class WriteQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("queue.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DoHere_GivesTheAnswer_OnTheThreadOfItsCaller()
    {
        await using var queue = Open();
        var thread = 0;
        var rows = queue.DoHere(session =>
        {
            thread = Environment.CurrentManagedThreadId;
            return session.Insert("INSERT INTO t (n) VALUES (?1)", 7);
        });

        Assert.Equal((1, Environment.CurrentManagedThreadId), (rows, thread));
        Assert.Equal(["7"], Stored());
    }

    [Fact]
    public async Task DoHere_WhileAQueuedWriteRuns_WaitsForIt_AndTheRestFollows()
    {
        await using var queue = Open();
        using var begun = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var order = new ConcurrentQueue<string>();
        var first = queue.DoAsync(
            session =>
            {
                begun.Set();
                Assert.True(free.Wait(Patience));
                return Note(session, order, "queued");
            },
            CancellationToken.None);
        Assert.True(begun.Wait(Patience, TestContext.Current.CancellationToken));

        var here = new Thread(() => queue.DoHere(session => Note(session, order, "here")));
        here.Start();
        await UntilAsync(() => here.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        Assert.Empty(order);
        free.Set();
        await first;
        Assert.True(here.Join(Patience));
        await queue.DoAsync(session => Note(session, order, "later"), CancellationToken.None);

        Assert.Equal(["queued", "here", "later"], order);
        Assert.Equal(["queued", "here", "later"], Stored());
    }

    [Fact]
    public async Task DoHere_HoldsWhatIsQueuedMeanwhile_WhichIsDoneInItsOrder()
    {
        await using var queue = Open();
        var order = new ConcurrentQueue<string>();
        Task[] queued = [];
        queue.DoHere(session =>
        {
            queued = [.. Enumerable.Range(0, 20).Select(i => (Task)queue.DoAsync(later => Note(later, order, $"q{i}"), CancellationToken.None))];
            return Note(session, order, "here");
        });
        await Task.WhenAll(queued);

        string[] expected = ["here", .. Enumerable.Range(0, 20).Select(static i => $"q{i}")];
        Assert.Equal(expected, order);
        Assert.Equal(expected, Stored());
    }

    [Fact]
    public async Task DoHere_ThatThrows_StoresNothingOfIt_TellsWhy_AndTheNextOneWorks()
    {
        await using var queue = Open();
        var own = Assert.Throws<InvalidOperationException>(() => queue.DoHere<int>(session =>
        {
            session.Execute("INSERT INTO t (n) VALUES ('undone')");
            throw new InvalidOperationException("a bug");
        }));
        Assert.Equal("a bug", own.Message);
        Assert.Throws<StoreException>(() => queue.DoHere(static session => session.Execute("INSERT INTO nowhere (n) VALUES (1)")));

        queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES ('done')"));
        await queue.DoAsync(static session => session.Execute("INSERT INTO t (n) VALUES ('queued')"), CancellationToken.None);
        Assert.Equal(["done", "queued"], Stored());
    }

    [Fact]
    public async Task DoHere_AfterAWriteThatEndedItsTransactionItself_WritesInOneOfItsOwn()
    {
        await using var queue = Open();
        // As the library does where the disk is full.
        Assert.ThrowsAny<Exception>(() => queue.DoHere(static session =>
        {
            session.Execute("INSERT INTO t (n) VALUES ('lost')");
            return session.Execute("ROLLBACK");
        }));

        queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES ('kept')"));
        Assert.Equal(["kept"], Stored());
    }

    [Fact]
    public async Task DoHere_InsideOfAWriteOfTheSameQueue_IsABugThatIsTold()
    {
        await using var queue = Open();
        var done = Task.Run(() => Assert.Throws<InvalidOperationException>(() => queue.DoHere(_ => queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES (1)")))));
        await done.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.DoAsync(_ => queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES (1)")), CancellationToken.None)).WaitAsync(Patience, TestContext.Current.CancellationToken);

        queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES ('after')"));
        Assert.Equal(["after"], Stored());
    }

    [Fact]
    public async Task Dispose_WaitsForAWriteHere_DoesWhatIsQueued_AndRefusesTheRest()
    {
        var queue = Open();
        using var begun = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var here = Task.Run(() => queue.DoHere(session =>
        {
            begun.Set();
            Assert.True(free.Wait(Patience));
            return session.Execute("INSERT INTO t (n) VALUES ('here')");
        }), TestContext.Current.CancellationToken);
        Assert.True(begun.Wait(Patience, TestContext.Current.CancellationToken));
        var queued = queue.DoAsync(static session => session.Execute("INSERT INTO t (n) VALUES ('queued')"), CancellationToken.None);
        var ending = queue.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        free.Set();
        await Task.WhenAll(here, queued, ending);

        Assert.Equal(["here", "queued"], Stored());
        Assert.Throws<ObjectDisposedException>(() => queue.DoHere(static session => session.Execute("INSERT INTO t (n) VALUES ('late')")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.DoAsync(static session => session.Execute("INSERT INTO t (n) VALUES ('late')"), CancellationToken.None));
        Assert.Equal(["here", "queued"], Stored());
    }

    [Fact]
    public async Task WritesOfBothWays_ManyAtOnce_AreEachStoredOnce()
    {
        await using (var queue = Open())
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) =>
            {
                Func<SqliteSession, int> write = session => i % 7 == 0 ? throw new InvalidOperationException("undone") : session.Execute("INSERT INTO t (n) VALUES (?1)", i);
                var failure = i % 2 == 0 ? Record.Exception(() => queue.DoHere(write)) : await Record.ExceptionAsync(() => queue.DoAsync(write, token));
                Assert.Equal(i % 7 == 0, failure is InvalidOperationException);
            });
        }

        Assert.Equal(Enumerable.Range(0, 400).Where(static i => i % 7 != 0).Select(static i => $"{i}").Order(StringComparer.Ordinal), Stored().Order(StringComparer.Ordinal));
    }

    private static int Note(SqliteSession session, ConcurrentQueue<string> order, string name)
    {
        order.Enqueue(name);
        return session.Execute("INSERT INTO t (n) VALUES (?1)", name);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private WriteQueue Open()
    {
        var session = SqliteSession.Open(File, SqliteOpenMode.ReadWriteCreate, 10, "PRAGMA journal_mode = WAL;");
        session.Script("CREATE TABLE t (n TEXT NOT NULL)");
        return new WriteQueue(session, File);
    }

    private List<string> Stored()
    {
        using var other = SqliteSession.Open(File, SqliteOpenMode.ReadOnly, 10, "");
        return other.Query("SELECT n FROM t ORDER BY rowid", static row => row.GetString(0));
    }
}
