using Catalog.Gateway.Configuration;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>A gateway of two servers, one upstream for both, and the authorization server whose tokens it takes.</summary>
public sealed class TokenGateway : IAsyncLifetime
{
    internal const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    internal const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    internal const string Modern = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""";

    internal AuthorizationServerDouble Server { get; private set; } = null!;

    internal HttpUpstreamDouble Upstream { get; private set; } = null!;

    internal HttpGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await AuthorizationServerDouble.StartAsync();
        Upstream = await HttpUpstreamDouble.StartAsync();
        Gateway = await HttpGateway.StartAsync(folder => PlanOf(folder, Upstream.Address, OAuth(Server.Issuer)));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal static OAuthPlan OAuth(string issuer) => new()
    {
        PublicAddress = new Uri("https://gateway.example.com"),
        Issuers = [new TokenIssuer { Name = "corp", Issuer = issuer, IsPrivate = true, Clients = ["client"] }],
        Rules =
        [
            new TokenRule { Scopes = ["a:admin"], Servers = ["a"], Policy = "open" },
            new TokenRule { Scopes = ["a:use"], Servers = ["a"], Policy = "a" },
            new TokenRule { Claim = "groups", Value = "staff", Servers = ["b"] },
        ],
        Methods = new Dictionary<string, IReadOnlyList<string>> { ["resources/read"] = ["resources", "more"] },
        Denied = ["mallory", "stolen"],
        Servers = new Dictionary<string, string?> { ["a"] = "a", ["b"] = "b" },
    };

    internal static GatewayPlan PlanOf(TemporaryFolder folder, Uri upstream, OAuthPlan? oauth)
    {
        File.WriteAllText(folder.File("open.json"), AggregatePlans.AllowAll);
        File.WriteAllText(folder.File("a.json"), """{"version":"1","default":"allow","tools":{"echo":{"require":[{"conditions":[{"path":"grant.claims.level","op":"gte","value":5}],"on_deny":"Level five."}]},"write":{"require":[{"conditions":[{"path":"grant.claims.scopes","op":"contains","value":"a:write"}]}]}}}""");
        File.WriteAllText(folder.File("b.json"), AggregatePlans.AllowAll);
        return new GatewayPlan
        {
            Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0") }],
            Policies = new Dictionary<string, string> { ["a"] = folder.File("a.json"), ["b"] = folder.File("b.json"), ["open"] = folder.File("open.json") },
            Upstreams = [.. new[] { "a", "b" }.Select(name => new GatewayOptions { ServerId = name, PolicyFile = folder.File(name + ".json"), PolicyName = name, Upstream = upstream })],
            OAuth = oauth,
        };
    }

    internal static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);
}
