using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Grants;
using Catalog.EndToEnd.Tests.Attacks.Upstreams;
using Catalog.EndToEnd.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>The built gateway in front of upstreams that read their messages differently, started once for all attacks.</summary>
public sealed class AttackGround : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _home = new();
    private readonly List<IDisposable> _upstreams = [];
    private readonly ConcurrentDictionary<string, AttackTarget> _targets = new(StringComparer.Ordinal);
    private readonly int _port = Ports.Free();
    private RunningCatalog? _gateway;
    private CSharpUpstream? _csharp;
    private ServiceProvider? _store;

    /// <summary>Callers; the attacker is <c>a</c> where nothing is said, and <c>probe</c> is nobody's.</summary>
    internal static IReadOnlyList<string> Grants { get; } = ["a", "b", "revoked", "expired", "elsewhere", "probe", "lost", "ended"];

    /// <summary>The upstreams, by the name of their lane; the one of lines is a process.</summary>
    internal static IReadOnlyList<string> Lanes { get; } = ["typescript", "python", "csharp", "lines"];

    internal static string TokenOf(string grant) => $"token-of-the-grant-{grant}";

    internal AttackTarget Through(string lane) => _targets[lane];

    /// <summary>The upstream itself; null for the one that has no address.</summary>
    internal AttackTarget? StraightOrNull(string lane) => _targets.GetValueOrDefault("straight " + lane);

    /// <summary>What a person or an operator does; approvals are given to what waits in the lane alone, for others attack at the same time.</summary>
    internal async Task DoAsync(string deed, string lane)
    {
        var none = CancellationToken.None;
        switch (deed.Split(' '))
        {
            case ["approve"]:
                var approvals = _store!.GetRequiredService<IApprovalStore>();
                foreach (var waiting in (await approvals.ListAsync(pendingOnly: true, none)).Where(waiting => waiting.Request.Server == lane))
                {
                    await approvals.DecideOrNullAsync(waiting.Id, approve: true, "tests", none);
                }

                break;
            case ["revoke", var grant]:
                await _store!.GetRequiredService<IGrantStore>().TryRevokeAsync(grant, none);
                break;
            case ["grant", var grant]:
                await _store!.GetRequiredService<IGrantStore>().TryAddAsync(Made(grant, ["*"], null), none);
                break;
            case ["policy", var state]:
                await ReloadAsync(state == "closed", Through(lane));
                break;
            default:
                Assert.Fail($"nobody does `{deed}`");
                break;
        }
    }

    public async ValueTask InitializeAsync()
    {
        var (typescript, python, csharp) = (Ports.Free(), Ports.Free(), Ports.Free());
        var packages = await Peers.FindOrNullAsync();
        if (packages is not null)
        {
            _upstreams.Add(await RecordingUpstream.StartAsync(_home.Path, typescript, "node", RecordingUpstream.Script("typescript.mjs"), packages, _home.File("typescript")));
        }

        _upstreams.Add(await RecordingUpstream.StartAsync(_home.Path, python, "python3", RecordingUpstream.Script("lenient.py"), _home.File("python")));
        _csharp = await CSharpUpstream.StartAsync(_home.File("csharp"), csharp);
        await WriteConfigurationAsync(typescript, python, csharp);
        var services = new ServiceCollection().AddLogging();
        _store = services.AddGatewayStore(_home.File("gateway.db")).BuildServiceProvider();
        foreach (var opening in _store.GetServices<IStoreOpening>())
        {
            await opening.OpenAsync(CancellationToken.None);
        }

        var grants = _store.GetRequiredService<IGrantStore>();
        await grants.TryAddAsync(Made("expired", ["*"], DateTimeOffset.UnixEpoch.AddDays(1)), CancellationToken.None);
        await grants.TryAddAsync(Made("revoked", ["*"], null), CancellationToken.None);
        await grants.TryRevokeAsync("revoked", CancellationToken.None);
        _gateway = RunningCatalog.Start(_home.Path, ["gateway", "--config", _home.File("gateway.yaml")]);
        await _gateway.WaitForAsync("the gateway listens", Patience);
        foreach (var (lane, port) in ((string, int)[])[("typescript", typescript), ("python", python), ("csharp", csharp), ("lines", 0)])
        {
            await MeetAsync(lane, new AttackTarget(lane, _port, $"/mcp/{lane}", new Journal(_home.File(lane)), isGateway: true));
            if (port != 0)
            {
                await MeetAsync("straight " + lane, new AttackTarget(lane, port, "/mcp", new Journal(_home.File(lane)), isGateway: false));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _upstreams.ForEach(static upstream => upstream.Dispose());
        await (_csharp?.DisposeAsync() ?? default);
        await (_store?.DisposeAsync() ?? default);
        _home.Dispose();
    }

    /// <summary>The lanes that could be started; without packages the one of TypeScript is not.</summary>
    internal async Task<IReadOnlyList<string>> LanesAsync()
    {
        if (await Peers.FindOrNullAsync() is null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("without the server of the TypeScript SDK: npm could not install it");
        }

        return [.. Lanes.Where(_targets.ContainsKey)];
    }

    private static Grant Made(string name, IReadOnlyList<string> servers, DateTimeOffset? expires) => new()
    {
        Id = name,
        Label = name,
        TokenHash = Hash(name),
        Servers = servers,
        Policy = "attacked",
        CreatedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = expires,
    };

    private static string Hash(string grant) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(grant))));

    /// <summary>Writes the policy of the grant <c>reloaded</c> anew, and waits until it is in force.</summary>
    private async Task ReloadAsync(bool isClosed, AttackTarget target)
    {
        const string Probe = """{"jsonrpc":"2.0","id":"probe","method":"tools/call","params":{"name":"safe","arguments":{"by":"probe"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";
        var call = AttackRequest.BytesOf(new AttackStep { Body = Probe, As = "reloaded", Modern = true, Headers = ["Mcp-Method: tools/call", "Mcp-Name: safe"] }, target);
        await File.WriteAllTextAsync(_home.File("reloaded.json"), PolicyOf(isClosed));
        using var limit = new CancellationTokenSource(Patience);
        while ((await RawCaller.SendAsync(target.Port, call, target.Patience)).Text.Contains("[POLICY DENIED]", StringComparison.Ordinal) != isClosed)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static string PolicyOf(bool isClosed) => isClosed ? """{"version":"1","default":"deny"}""" : """{"version":"1","default":"allow"}""";

    /// <summary>Opens a session for each caller that has none yet.</summary>
    private async Task MeetAsync(string key, AttackTarget target)
    {
        if (target.Lane == "typescript" && await Peers.FindOrNullAsync() is null)
        {
            return;
        }

        _targets[key] = target;
        foreach (var grant in (string[])["a", "b", "probe"])
        {
            var hello = $$$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"{{{{grant}}}}","version":"1"}}}""";
            var reply = await RawCaller.SendAsync(target.Port, AttackRequest.BytesOf(new AttackStep { Body = hello, As = grant, Session = "none" }, target), target.Patience, silence: target.Silence);
            Assert.True(reply.Session is not null, $"`{key}` opened no session: {reply.Text}\n{_gateway!.Printed}");
            target.Sessions[grant] = reply.Session;
            await RawCaller.SendAsync(target.Port, AttackRequest.BytesOf(new AttackStep { Body = """{"jsonrpc":"2.0","method":"notifications/initialized"}""", As = grant }, target), target.Patience, silence: target.Silence);
        }
    }

    private async Task WriteConfigurationAsync(int typescript, int python, int csharp)
    {
        await File.WriteAllTextAsync(_home.File("attacked.json"), await File.ReadAllTextAsync(RecordingUpstream.Script("../policy.json")));
        await File.WriteAllTextAsync(_home.File("reloaded.json"), PolicyOf(isClosed: false));
        await File.WriteAllTextAsync(
            _home.File("gateway.yaml"),
            $$"""
            version: 1
            listeners: [{url: "http://127.0.0.1:{{_port}}", require_grant: true}]
            store: gateway.db
            upstreams:
              typescript: {url: "http://127.0.0.1:{{typescript}}/mcp", policy: attacked}
              python: {url: "http://127.0.0.1:{{python}}/mcp", policy: attacked}
              csharp: {url: "http://127.0.0.1:{{csharp}}/mcp", policy: attacked}
              drips: {url: "http://127.0.0.1:{{python}}/mcp", policy: attacked, timeout: 2s, answer_pause: 2s, answer_time: 4s}
              lines: {command: python3, args: ["{{RecordingUpstream.Script("lenient.py")}}", "{{_home.File("lines")}}"], policy: attacked}
            policies: {attacked: attacked.json, reloaded: reloaded.json}
            grants:
              a: {token_sha256: {{Hash("a")}}, servers: ["*"]}
              b: {token_sha256: {{Hash("b")}}, servers: ["*"]}
              probe: {token_sha256: {{Hash("probe")}}, servers: ["*"]}
              reloaded: {token_sha256: {{Hash("reloaded")}}, servers: ["*"], policy: reloaded}
              elsewhere: {token_sha256: {{Hash("elsewhere")}}, servers: [lines]}
            limits: {message: 64KB, sessions_per_hour: 10000, receive: 1s, send: 2s, idle: 2s}
            approvals: {hold: 8s}
            aggregate: {page_size: 2}
            """);
    }
}
