using System.Security.Cryptography;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Servers;
using Catalog.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class FaultTests : IDisposable
{
    private static readonly CounterDraw Draw = new()
    {
        Key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month),
        Nanos = 1,
        Caps = [new CounterCap("/l", 1_000_000, false)],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_FullDisk_SaysSoStoresNothingAndGoesOnWhenThereIsRoom()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "2m");
        await using var services = new ServiceCollection().AddCatalogStore(Path.Combine(disk.Path, "catalog.db")).BuildServiceProvider();
        var writer = services.GetRequiredService<ICatalogWriter>();
        await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), default);
        var ballast = Path.Combine(disk.Path, "ballast");
        disk.Fill(ballast);

        var failure = await Assert.ThrowsAsync<StoreException>(() => writer.StoreAsync(Large("npm:large"), default));

        Assert.Contains("is full", failure.Message, StringComparison.Ordinal);
        var reader = services.GetRequiredService<ICatalogReader>();
        Assert.Null(await reader.FindServerOrNullAsync(ServerKey.Parse("npm:large"), default));
        Assert.NotNull(await reader.FindServerOrNullAsync(Samples.Notes, default));
        Assert.Equal(1, (await reader.SearchToolsAsync(new ToolQuery { Text = "note" }, default)).Total);
        File.Delete(ballast);
        Assert.True((await writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:small"), Samples.Tool("t")), default)).IsNewServer);
    }

    [Fact]
    public async Task Store_FullDiskForOneOfMany_FailsThatOneAlone()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "3m");
        await using var services = new ServiceCollection().AddCatalogStore(Path.Combine(disk.Path, "catalog.db")).BuildServiceProvider();
        var writer = services.GetRequiredService<ICatalogWriter>();
        await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), default);

        // All are handed in before the first is done, so that they share a transaction.
        var small = Enumerable.Range(0, 5).Select(i => writer.StoreAsync(Samples.Update(ServerKey.Parse($"npm:small{i}"), Samples.Tool("t")), default)).ToList();
        var large = writer.StoreAsync(Large("npm:large", 400), default);
        small.AddRange(Enumerable.Range(5, 5).Select(i => writer.StoreAsync(Samples.Update(ServerKey.Parse($"npm:small{i}"), Samples.Tool("t")), default)));

        Assert.Contains("is full", (await Assert.ThrowsAsync<StoreException>(() => large)).Message, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(small), outcome => Assert.True(outcome.IsNewServer));
        Assert.Equal(11, (await services.GetRequiredService<ICatalogReader>().CountAsync(default)).Servers);
    }

    [Fact]
    public async Task Gateway_FullDisk_CountersAndApprovalsAreUnavailableAndTheLogFails()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "8m");
        await using var services = new ServiceCollection().AddGatewayStore(Path.Combine(disk.Path, "gateway.db"), new DecisionLogOptions { QueueLength = 1000 }).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
        var ballast = Path.Combine(disk.Path, "ballast");
        disk.Fill(ballast);
        var log = services.GetRequiredService<IDecisionLog>();
        var entry = new DecisionLogEntry { Time = Samples.Fetched, Server = "s", Decision = DecisionKind.Deny, Message = new string('m', 500) };

        var failure = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            // Until the writer has met the full disk; at the latest when the queue is full as well.
            for (var i = 0; i < 100_000; i++)
            {
                await log.AppendAsync(entry, default);
            }
        });

        Assert.Contains("is full", failure.Message, StringComparison.Ordinal);
        var statuses = new List<ReservationStatus>();
        for (var i = 0; i < 100 && !statuses.Contains(ReservationStatus.Unavailable); i++)
        {
            statuses.Add((await counters.TryReserveAsync([Draw], default)).Status);
        }

        Assert.Contains(ReservationStatus.Unavailable, statuses);
        Assert.Equal(ApprovalStatus.Unavailable, (await services.GetRequiredService<IApprovalStore>().AskAsync(Request(new string('p', 100_000)), default)).Status);
        File.Delete(ballast);
        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
        await log.AppendAsync(entry, default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_RestartOnAFullDisk_IsKnownBeforeTheFirstEntry(bool hadEntries)
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "8m");
        var store = Path.Combine(disk.Path, "gateway.db");
        await using (var before = new ServiceCollection().AddGatewayStore(store).BuildServiceProvider())
        {
            await before.GetServices<IStoreOpening>().Single().OpenAsync(default);
            if (hadEntries)
            {
                await before.GetRequiredService<IDecisionLog>().AppendAsync(new DecisionLogEntry { Time = Samples.Fetched, Server = "s", Decision = DecisionKind.Deny }, default);
            }
        }

        // What the library needs to open the file: its shared memory, and no page of a journal.
        var room = Path.Combine(disk.Path, "room");
        await File.WriteAllBytesAsync(room, new byte[32 * 1024], TestContext.Current.CancellationToken);
        var ballast = Path.Combine(disk.Path, "ballast");
        disk.Fill(ballast);
        File.Delete(room);
        await using var services = new ServiceCollection().AddGatewayStore(store).BuildServiceProvider();
        var log = services.GetRequiredService<IDecisionLog>();
        await services.GetServices<IStoreOpening>().Single().OpenAsync(default);

        Assert.Contains("is full", (await Assert.ThrowsAsync<StoreException>(() => log.CheckAsync(default))).Message, StringComparison.Ordinal);
        Assert.True(log.State.IsFailing);
        await Assert.ThrowsAsync<StoreException>(() => log.CheckAsync(default));
        File.Delete(ballast);
        await log.CheckAsync(default);
        Assert.False(log.State.IsFailing);
    }

    [Fact]
    public async Task Gateway_FileThatIsNone_CountersAreUnavailableUntilItIsMended()
    {
        var path = _folder.File("gateway.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000));
        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
        await counters.RefundAsync(new CounterLease([new LeasePart(Draw.Key, Samples.Fetched, 1)]), null, default);
        Assert.Equal(ApprovalStatus.Unavailable, (await services.GetRequiredService<IApprovalStore>().AskAsync(Request("{}"), default)).Status);
        File.Delete(path);

        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateway_FileMovedAway_NothingIsWrittenUntilItIsBack(bool anotherStandsThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be moved there");
        var path = _folder.File("gateway.db");
        await using var services = new ServiceCollection().AddGatewayStore(path, new DecisionLogOptions { Sync = true }).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        var log = services.GetRequiredService<IDecisionLog>();
        await log.AppendAsync(Entry("a"), default);
        File.Move(path, path + ".away");
        if (anotherStandsThere)
        {
            await File.WriteAllTextAsync(path, "");
        }

        var failure = await Assert.ThrowsAsync<StoreException>(() => log.AppendAsync(Entry("b"), default));
        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
        File.Move(path + ".away", path, overwrite: true);
        await log.AppendAsync(Entry("c"), default);

        Assert.Contains("was moved, removed or replaced", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ReservationStatus.Granted, (await counters.TryReserveAsync([Draw], default)).Status);
        Assert.Equal(["c", "a"], (await log.ListAsync(new DecisionQuery(), default)).Select(static entry => entry.Tool));
    }

    [Fact]
    public async Task Gateway_TotalThatIsNoNumber_IsUnavailableAndNotZero()
    {
        var path = _folder.File("gateway.db");
        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        var lease = (await counters.TryReserveAsync([Draw], default)).Lease!;
        using (var other = SqliteSession.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite, 5, string.Empty))
        {
            other.Script("UPDATE counters SET total = '-5'");
        }

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
        await counters.RefundAsync(lease, null, default);
        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Fact]
    public async Task Gateway_Closed_CountersAreUnavailable()
    {
        var services = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        await counters.TryReserveAsync([Draw], default);
        await services.DisposeAsync();

        Assert.Equal(ReservationStatus.Unavailable, (await counters.TryReserveAsync([Draw], default)).Status);
    }

    [Fact]
    public async Task Read_DamagedPages_SayRestoreABackup()
    {
        var path = _folder.File("catalog.db");
        await using (var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider())
        {
            await services.GetRequiredService<ICatalogWriter>().StoreAsync(Large("npm:large"), default);
        }

        await using (var file = File.OpenWrite(path))
        {
            // All but the first pages, which hold the schema: what was stored is noise.
            file.Position = 4096 * 4;
            await file.WriteAsync(RandomNumberGenerator.GetBytes((int)(file.Length - file.Position)));
        }

        await using var again = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        var failure = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await again.GetRequiredService<ICatalogReader>().CountAsync(default);
            await again.GetRequiredService<ICatalogReader>().ListToolsAsync(ServerKey.Parse("npm:large"), true, default);
        });

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_LockedByAnother_SaysSoAndWorksAfterwards()
    {
        var path = _folder.File("catalog.db");
        await using var database = new SqliteDatabase(path, SqliteSchema.OfCatalog) { WaitSeconds = 1 };
        await database.OpenAsync(default);
        using (var other = SqliteSession.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite, 1, string.Empty))
        {
            other.Script("BEGIN IMMEDIATE");
            var failure = await Assert.ThrowsAsync<StoreException>(() => database.WriteAsync(session => session.Execute("DELETE FROM fetches"), default));
            Assert.Contains("locked by another process", failure.Message, StringComparison.Ordinal);
            Assert.Equal(0, await database.ReadAsync(session => session.Number("SELECT count(*) FROM fetches"), default));
            other.Script("ROLLBACK");
        }

        Assert.Equal(0, await database.WriteAsync(session => session.Execute("DELETE FROM fetches"), default));
    }

    [Fact]
    public async Task Open_FolderNotWritable_SaysWhatToDo()
    {
        using var disk = SmallDisk.Mount(_folder.File("disk"), "1m");
        disk.MakeReadOnly();
        await using var services = new ServiceCollection().AddCatalogStore(Path.Combine(disk.Path, "catalog.db")).BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<StoreException>(() => services.GetRequiredService<IStoreOpening>().OpenAsync(default));

        Assert.Contains("check that this user may write", failure.Message, StringComparison.Ordinal);
    }

    private static ServerUpdate Large(string key, int tools = 300) =>
        Samples.Update(ServerKey.Parse(key), [.. Enumerable.Range(0, tools).Select(i => Samples.Tool($"t{i}", new string((char)('a' + (i % 26)), 10_000)))]);

    private static DecisionLogEntry Entry(string tool) => new() { Time = TimeProvider.System.GetUtcNow(), Server = "s", Tool = tool, Decision = DecisionKind.Deny };

    private static ApprovalRequest Request(string parameters) => new()
    {
        Binding = "b", Grant = "g", Server = "s", Tool = "t", Parameters = parameters, Messages = [], Rule = "/r", Expires = TimeSpan.FromMinutes(1),
    };
}
