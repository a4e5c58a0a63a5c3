using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Lanes;
using Catalog.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Configuration;

/// <summary><c>${secret:NAME}</c> in gateway.yaml, with a real store: where it stands, what is told where it cannot be resolved, and that no value is.</summary>
public sealed class StoredSecretTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public StoredSecretTests() => _services = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();

    private StoredSecrets Secrets => new(_services.GetRequiredService<ICredentialVault>());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Secrets_StandWhereSecretsAreWanted_AmongOtherText()
    {
        await SetAsync(("key", "hunter2"), ("hook", "0123456789abcdef01234567"), ("back", "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="), ("client", "c1"), ("redis", "r1"), ("log", "l1"));
        var read = await ReadAsync(
            """
            version: 1
            upstreams:
              a: {command: a, env: {KEY: "x-${secret:key}-${HOME_OF}", COST: "$${secret:key}", secret: "${secret:-none}"}}
              b: {url: "https://b.example.com/mcp", headers: {X-Key: "k ${ secret:key }"}}
              c: {url: "https://c.example.com/mcp", oauth: {issuer: "https://i.example.com", client_secret: "${secret:client}"}}
            approvals: {webhook: {url: "https://hooks.example.com/", secret: "${secret:hook}", callback_secret: "${secret:back}"}}
            counters: {store: "redis://:${secret:redis}@counters.example.com:6379/0"}
            log: {database: "postgres://log:${secret:log}@db.example.com/log"}
            """,
            new Dictionary<string, string> { ["HOME_OF"] = "h" });

        Assert.Empty(read.Problems);
        var plan = read.Plan!;
        Assert.Equal(("x-hunter2-h", "${secret:key}", "none"), (plan.Upstreams[0].Environment["KEY"], plan.Upstreams[0].Environment["COST"], plan.Upstreams[0].Environment["secret"]));
        Assert.Equal(("k hunter2", "c1"), (plan.Upstreams[1].Headers["X-Key"], plan.Upstreams[2].OAuth!.ClientSecret));
        Assert.Equal("0123456789abcdef01234567"u8.ToArray(), plan.ApprovalWebhook!.Secret);
        Assert.Equal("ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8.ToArray(), plan.ApprovalWebhook.CallbackSecret);
        Assert.Equal(("redis://:r1@counters.example.com:6379/0", "postgres://log:l1@db.example.com/log"), (plan.CounterStore, plan.Log.Database));
        // The name of a secret is no variable of the environment; one that is called so still is.
        Assert.Equal(["HOME_OF", "secret"], plan.WithheldVariables);
        Assert.Equal(
            ["back approvals", "client upstreams.c", "hook approvals", "key upstreams.a", "key upstreams.b", "log log", "redis counters"],
            read.SecretUses.Select(static use => $"{use.Name} {use.Section}"));
        Assert.DoesNotContain("hunter2", read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretThatIsNotStored_IsToldWithItsPlace_AndTheCommandThatStoresIt()
    {
        await SetAsync(("key", "hunter2"));
        var read = await ReadAsync("version: 1\nupstreams:\n  a: {url: 'http://x/mcp', headers: {A: '${secret:kye}', B: '${secret:key}'}, oauth: {token_url: 'https://t.example.com'}}\n  b: {command: b, env: {C: '${secret:c}'}}\n");

        Assert.Null(read.Plan);
        var option = $"--config {_folder.File("gateway.yaml")}";
        Assert.Equal(
            [$"3:41: no secret `kye` is stored: store it with `catalog gateway secret set kye {option}`", $"4:28: no secret `c` is stored: store it with `catalog gateway secret set c {option}`"],
            read.Problems.Select(static p => $"{p.Line}:{p.Column}: {p.Message}"));
    }

    [Theory]
    [InlineData("upstreams: {a: {command: a, args: ['${secret:key}']}}", "`args` takes no stored secret")]
    [InlineData("upstreams: {a: {command: '${secret:key}'}}", "`command` takes no stored secret")]
    [InlineData("upstreams: {a: {url: 'http://x/${secret:key}'}}", "`url` takes no stored secret")]
    [InlineData("upstreams: {a: {command: a}}\nstore: '${secret:key}'", "`store` takes no stored secret")]
    [InlineData("upstreams: {a: {command: a}}\npolicies: {a: '${secret:key}'}", "takes no stored secret")]
    [InlineData("upstreams: {a: {command: a, env: {A: '${secret:}'}}}", "`A` names no stored secret")]
    [InlineData("upstreams: {a: {command: a, env: {A: '${secret:../key}'}}}", "`A` names no stored secret")]
    [InlineData("upstreams: {a: {command: a, env: {A: '${secret:key:-other}'}}}", "with nothing in its place")]
    [InlineData("upstreams: {a: {command: a, env: {A: '${secret:key'}}}", "without its `}`")]
    [InlineData("upstreams: {a: {url: 'http://x/mcp', headers: {A: '${secret:lines}'}}}", "must be of printable ASCII")]
    [InlineData("upstreams: {a: {url: 'http://x/mcp', headers: {Host: '${secret:key}'}}}", "is the gateway's to write")]
    [InlineData("upstreams: {a: {command: a}}\ncounters: {store: '${secret:key}'}", "must be the address of a Redis server")]
    [InlineData("upstreams: {a: {command: a}}\nlog: {database: '${secret:key}'}", "must be the address of a PostgreSQL database")]
    [InlineData("upstreams: {a: {command: a}}\napprovals: {webhook: {url: 'https://h.example.com', secret: '${secret:key}'}}", "`secret` holds no key")]
    [InlineData("upstreams: {a: {command: a}}\napprovals: {webhook: {url: 'https://h.example.com', secret: '${secret:hook}', secret_env: A}}", "are both there: keep one")]
    [InlineData("upstreams: {a: {command: a}}\napprovals: {webhook: {url: 'https://h.example.com', secret: '${secret:hook}', callback_secret: '${secret:hook}'}}", "`callback_secret` must be another secret")]
    [InlineData("upstreams: {a: {command: a}}\napprovals: {webhook: {url: 'https://h.example.com'}}", "`secret_env` is missing in `webhook`")]
    public async Task SecretInTheWrongPlace_OrThatFitsNowhere_IsAnError_AndItsValueIsNotShown(string yaml, string problem)
    {
        await SetAsync(("key", "hunter2"), ("lines", "hunter2\nhunter2"), ("hook", "hunter2-hunter2-hunter2-hunter2"));
        var read = await ReadAsync("version: 1\n" + yaml);

        Assert.Null(read.Plan);
        Assert.Contains(read.Problems, p => p.Message.Contains(problem, StringComparison.Ordinal));
        Assert.All(read.Problems, static p => Assert.DoesNotContain("hunter2", p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE credentials SET name = 'key' WHERE name = 'other'")]
    [InlineData("UPDATE credentials SET server = '', name = 'key' WHERE server = 'search'")]
    [InlineData("UPDATE credentials SET envelope = (SELECT envelope FROM credentials WHERE server = 'search'), name = 'key' WHERE name = 'other'")]
    public async Task ValueThatWasMovedToAnotherName_IsNotTaken(string change)
    {
        await SetAsync(("other", "hunter2"));
        await _services.GetRequiredService<ICredentialVault>().SetAsync("search", CredentialNames.ClientSecret, "hunter2", CancellationToken.None);
        using (var connection = new SqliteConnection($"Data Source={_folder.File("gateway.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = change;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var read = await ReadAsync("version: 1\nupstreams: {a: {command: a, env: {A: '${secret:key}'}}}");

        Assert.Contains("the secret `key` cannot be opened: the secret `key` was changed or moved since it was stored", Assert.Single(read.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileWithoutSecrets_AsksForNone() =>
        Assert.Empty((await GatewayFileReader.ReadAsync(_folder.File("gateway.yaml"), "version: 1\nupstreams: {a: {command: a, args: ['$${secret:x}']}}"u8.ToArray(), static _ => null, new NoStore(), CancellationToken.None)).Problems);

    [Fact]
    public async Task ChangedSecret_MakesAnotherLane_AndTheSameOneDoesNot()
    {
        const string Yaml = "version: 1\nupstreams: {a: {url: 'http://x/mcp', headers: {A: '${secret:key}'}}}";
        await SetAsync(("key", "one"));
        var first = (await ReadAsync(Yaml)).Plan!;
        await SetAsync(("other", "x"));
        var second = (await ReadAsync(Yaml)).Plan!;
        await SetAsync(("key", "two"));
        var third = (await ReadAsync(Yaml)).Plan!;

        Assert.Equal(LaneFactory.FingerprintOf(first.Upstreams[0]), LaneFactory.FingerprintOf(second.Upstreams[0]));
        Assert.NotEqual(LaneFactory.FingerprintOf(first.Upstreams[0]), LaneFactory.FingerprintOf(third.Upstreams[0]));
        Assert.Equal(first.SecretMarks, second.SecretMarks);
    }

    private async Task SetAsync(params (string Name, string Value)[] secrets)
    {
        foreach (var (name, value) in secrets)
        {
            await Secrets.SetAsync(name, value, CancellationToken.None);
        }
    }

    private Task<GatewayFile> ReadAsync(string yaml, IReadOnlyDictionary<string, string>? variables = null) => GatewayFileReader.ReadAsync(
        _folder.File("gateway.yaml"), Encoding.UTF8.GetBytes(yaml), name => variables?.GetValueOrDefault(name), new VaultSecrets(_services.GetRequiredService<ICredentialVault>()), CancellationToken.None);

    /// <summary>A store that is away.</summary>
    private sealed class NoStore : ISecretSource
    {
        public Task<SecretValues> ReadAsync(string? store, IReadOnlyCollection<string> names, CancellationToken cancellationToken) => throw new StoreException("it is away");
    }
}
