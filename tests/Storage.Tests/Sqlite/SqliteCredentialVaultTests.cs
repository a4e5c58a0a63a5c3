using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Storage.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>Stored secrets: nothing of them on disk, no use of an entry elsewhere, and keys that turn over.</summary>
public sealed class SqliteCredentialVaultTests : IDisposable
{
    private const string First = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const string Second = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("gateway.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Secret_ComesBack_AndIsNowhereOnDisk()
    {
        await using (var services = Open())
        {
            var vault = Vault(services);
            await vault.SetAsync("s", "refresh_token", "very-secret-text", CancellationToken.None);
            await vault.SetAsync("s", "refresh_token", "very-secret-text-2", CancellationToken.None);
            Assert.Equal("very-secret-text-2", await vault.FindOrNullAsync("s", "refresh_token", CancellationToken.None));
            Assert.Null(await vault.FindOrNullAsync("s", "client_secret", CancellationToken.None));
            Assert.Null(await vault.FindOrNullAsync("t", "refresh_token", CancellationToken.None));
            var stored = Assert.Single(await vault.ListAsync(CancellationToken.None));
            Assert.Equal(("s", "refresh_token", 16), (stored.Server, stored.Name, stored.KeyId.Length));
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Store)!))
        {
            Assert.DoesNotContain("very-secret", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task KeyFile_IsItsOwnersAlone_OrNotUsed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there are no such permissions");
            return;
        }

        await using var services = Open();
        await Vault(services).SetAsync("s", "n", "x", CancellationToken.None);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Store + ".key"));

        File.SetUnixFileMode(Store + ".key", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = await Assert.ThrowsAsync<StoreException>(() => Vault(services).FindOrNullAsync("s", "n", CancellationToken.None));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE credentials SET server = 'other'", "other", "n")]
    [InlineData("UPDATE credentials SET name = 'other'", "s", "other")]
    [InlineData("UPDATE credentials SET envelope = substr(envelope, 1, length(envelope) - 4) || 'AAAA'", "s", "n")]
    [InlineData("UPDATE credentials SET envelope = substr(envelope, 1, 24)", "s", "n")]
    [InlineData("UPDATE credentials SET envelope = 'v2' || substr(envelope, 3)", "s", "n")]
    [InlineData("UPDATE credentials SET envelope = 'secret'", "s", "n")]
    public async Task Entry_ThatSomebodyChanged_DoesNotOpen(string change, string server, string name)
    {
        await using var services = Open();
        await Vault(services).SetAsync("s", "n", "a secret of some length", CancellationToken.None);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Store}"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = change;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await Assert.ThrowsAsync<StoreException>(() => Vault(services).FindOrNullAsync(server, name, CancellationToken.None));
    }

    [Theory]
    [InlineData("UPDATE credentials SET name = 'other' WHERE server = ''", "other")]
    [InlineData("UPDATE credentials SET server = '' WHERE server = 's'", "n")]
    public async Task SecretOfNoServer_IsItsNamesAlone_AndNoServersSecretPassesForOne(string change, string name)
    {
        await using var services = Open();
        await Vault(services).SetAsync("", "key", "a secret of some length", CancellationToken.None);
        await Vault(services).SetAsync("s", "n", "a secret of some length", CancellationToken.None);
        Assert.Equal("a secret of some length", await Vault(services).FindOrNullAsync("", "key", CancellationToken.None));
        Assert.Null(await Vault(services).FindOrNullAsync("s", "key", CancellationToken.None));
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Store}"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = change;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => Vault(services).FindOrNullAsync("", name, CancellationToken.None));
        Assert.Contains($"the secret `{name}` was changed or moved", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_EncryptsAnew_AlsoForAGatewayThatRuns()
    {
        await using var running = Open();
        await using var command = Open();
        await Vault(running).SetAsync("s", "a", "one", CancellationToken.None);
        await Vault(running).SetAsync("s", "b", "two", CancellationToken.None);
        var before = (await Vault(running).ListAsync(CancellationToken.None))[0].KeyId;
        var file = await File.ReadAllTextAsync(Store + ".key", TestContext.Current.CancellationToken);

        Assert.Equal(2, await Vault(command).RotateKeyAsync(CancellationToken.None));

        Assert.Equal(("one", "two"), (await Vault(running).FindOrNullAsync("s", "a", CancellationToken.None), await Vault(running).FindOrNullAsync("s", "b", CancellationToken.None)));
        await Vault(running).SetAsync("s", "c", "three", CancellationToken.None);
        Assert.All(await Vault(command).ListAsync(CancellationToken.None), stored => Assert.NotEqual(before, stored.KeyId));
        Assert.DoesNotContain(file.Trim(), await File.ReadAllTextAsync(Store + ".key", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(3, await Vault(command).RemoveAsync("s", null, CancellationToken.None));
    }

    [Fact]
    public async Task KeysOfTheEnvironment_EncryptWithTheFirst_AndOpenWithAll()
    {
        await using (var services = Open(First))
        {
            await Vault(services).SetAsync("s", "n", "x", CancellationToken.None);
        }

        await using (var services = Open($"{Second},{First}"))
        {
            Assert.Equal("x", await Vault(services).FindOrNullAsync("s", "n", CancellationToken.None));
            Assert.Equal(1, await Vault(services).RotateKeyAsync(CancellationToken.None));
        }

        await using (var services = Open(First))
        {
            var missing = await Assert.ThrowsAsync<StoreException>(() => Vault(services).FindOrNullAsync("s", "n", CancellationToken.None));
            Assert.Contains("is not there", missing.Message, StringComparison.Ordinal);
        }

        await using (var services = Open(Second))
        {
            Assert.Equal("x", await Vault(services).FindOrNullAsync("s", "n", CancellationToken.None));
        }

        Assert.False(File.Exists(Store + ".key"));
        await using var wrong = Open("too short");
        Assert.DoesNotContain("too short", (await Assert.ThrowsAsync<StoreException>(() => Vault(wrong).SetAsync("s", "n", "x", CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_IsForOneAtATime_AndForEachServerByItself()
    {
        await using var first = Open();
        await using var second = Open();
        var held = await Vault(first).HoldOrNullAsync("s", CancellationToken.None);
        Assert.NotNull(held);
        Assert.Null(await Vault(second).HoldOrNullAsync("s", CancellationToken.None));
        Assert.Null(await Vault(first).HoldOrNullAsync("s", CancellationToken.None));
        using (var other = await Vault(second).HoldOrNullAsync("t/../t", CancellationToken.None))
        {
            Assert.NotNull(other);
        }

        held.Dispose();
        using var next = await Vault(second).HoldOrNullAsync("s", CancellationToken.None);
        Assert.NotNull(next);
        foreach (var file in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(Path.GetDirectoryName(Store)!, "*-hold-*"))
        {
#pragma warning disable CA1416 // There are none of these on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task Hold_OfAProcessThatIsKilled_IsFreeAtOnce()
    {
        using var process = OtherProcess.Start("hold", Store, "s");
        Assert.Equal("held", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await using var services = Open();
        Assert.Null(await Vault(services).HoldOrNullAsync("s", CancellationToken.None));

        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var held = await Vault(services).HoldOrNullAsync("s", CancellationToken.None);
        Assert.NotNull(held);
    }

    [Fact]
    public async Task Hold_WhereItsFileCannotBeMade_IsAnErrorAndNoWait()
    {
        await using var services = Open();
        await Vault(services).SetAsync("s", "n", "x", CancellationToken.None);
        Directory.Delete(Path.GetDirectoryName(Store)!, recursive: true);
        await Assert.ThrowsAsync<StoreException>(() => Vault(services).HoldOrNullAsync("s", CancellationToken.None));
    }

    private static ICredentialVault Vault(ServiceProvider services) => services.GetRequiredService<ICredentialVault>();

    private ServiceProvider Open(string? keys = null) => new ServiceCollection().AddGatewayStore(Store, credentialKeys: keys).BuildServiceProvider();
}
