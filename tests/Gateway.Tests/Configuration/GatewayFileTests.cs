using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Grants;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Configuration;

public sealed class GatewayFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GatewayFileTests()
    {
        File.WriteAllText(_folder.File("open.json"), """{"version":"1","default":"allow"}""");
        File.WriteAllText(_folder.File("broken.json"), """{"version":"1",}""");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(_folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    public static TheoryData<string> Bad => [.. Cases.Read<ConfigurationCase>("Configuration", "bad.json").Select(static c => c.Note)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_FileWithErrors_TellsEachWithItsPlace(string note)
    {
        var given = Cases.Read<ConfigurationCase>("Configuration", "bad.json").Single(c => c.Note == note);

        var read = Read(string.Join('\n', given.Yaml), given.Variables);

        Assert.Null(read.Plan);
        Assert.Equal(given.Problems.Count, read.Problems.Count);
        Assert.All(given.Problems.Zip(read.Problems), static pair => Assert.StartsWith(pair.First, $"{pair.Second.Line}:{pair.Second.Column}: {pair.Second.Message}", StringComparison.Ordinal));
        Assert.All(read.Problems, static problem => Assert.False(problem.Message.EndsWith('.'), problem.Message));
        Assert.All(read.Problems, static problem => Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_VariablesThatMayBeSecret_AreWithheldFromServers_AndWhatEveryProcessNeedsIsNot()
    {
        const string Yaml = """
            version: 1
            upstreams:
              a: {command: a, args: ["${FLAG}"], env: {KEY: "${A_KEY}", COST: "$${NOT}", PATH: "/opt:${PATH}"}}
              b: {url: "https://b.example.com/mcp", headers: {X-Key: "k ${B_KEY:-none}"}}
            counters: {store: "redis://:${REDIS}@counters.example.com:6379/0"}
            """;
        var read = Read(Yaml, new Dictionary<string, string> { ["FLAG"] = "f", ["A_KEY"] = "k", ["PATH"] = "/bin", ["REDIS"] = "r" });

        Assert.Empty(read.Problems);
        Assert.Equal(["A_KEY", "B_KEY", "REDIS"], read.Plan!.WithheldVariables);
    }

    [Fact]
    public void Read_WholeFile_GivesThePlan()
    {
        var read = Read(File.ReadAllText(Cases.PathOf("Configuration", "good.yaml")), new Dictionary<string, string> { ["TOKEN"] = "0123456789abcdef", ["SEARCH_KEY"] = "k", ["HOOK"] = "0123456789abcdef01234567" });

        Assert.Empty(read.Problems);
        var plan = read.Plan!;
        var (files, search) = (plan.Upstreams[0], plan.Upstreams[1]);
        Assert.Equal(["npx", "-y", "@modelcontextprotocol/server-filesystem", "/srv"], files.Command);
        Assert.Equal(("5$", "5$"), (files.Environment["COST"], files.Environment["PLAIN"]));
        Assert.Equal((512L << 20, 600, 64, 256), (files.Limits!.MemoryBytes, files.Limits.ProcessorSeconds, files.Limits.Processes, files.Limits.OpenFiles));
        Assert.Equal((true, _folder.File("data")), (files.Sandbox!.Network, Assert.Single(files.Sandbox.Readable)));
        Assert.Equal(("strict", TimeSpan.FromSeconds(30), 1 << 20, 32), (files.PolicyName, files.UpstreamTimeout, files.MaxMessageBytes, files.MaxDepth));
        Assert.Equal(("Bearer k", "search", TimeSpan.FromMinutes(1)), (search.Headers["authorization"], search.PolicyName, search.UpstreamTimeout));
        Assert.Equal(["HOOK", "SEARCH_KEY", "TOKEN"], plan.WithheldVariables);
        var agent = plan.Grants[0];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("0123456789abcdef"u8)), agent.TokenHash);
        Assert.Equal(("ann", true), (agent.Holder, files.OwnApprovals));
        Assert.Equal(new GrantLimits { ConcurrentCalls = 3, RequestsPerMinute = 30, Timeout = TimeSpan.FromSeconds(5) }, agent.Limits);
        Assert.Null(plan.Grants[1].Limits);
        Assert.Equal((true, false, "strict"), (agent.IsFor("files"), agent.IsFor("search"), agent.PolicyFor("files")));
        Assert.Equal(("search", "strict"), (plan.Grants[1].PolicyFor("search"), plan.Grants[1].PolicyFor("files")));
        Assert.Equal((10, 4, 600, TimeSpan.FromSeconds(2)), (plan.SessionsPerHour, plan.ConcurrentCalls, plan.RequestsPerMinute, plan.ShutdownGrace));
        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(90), 500), (plan.Connections.Receive, plan.Connections.Idle, plan.Connections.Connections));
        Assert.Equal(_folder.File("gateway.db"), plan.Store);
        Assert.Equal((2, 3, 2), (files.Approvers.Of("pay_all"), search.Approvers.Of("pay_all"), search.Approvers.Of("read")));
        Assert.Equal(("https://gw.example.com/", "https://hooks.example.com/in", "hooks.example.com"), (plan.ApprovalPage!.AbsoluteUri, plan.ApprovalWebhook!.Url.AbsoluteUri, Assert.Single(plan.ApprovalWebhook.AllowPrivate)));
        Assert.Equal(("postgres://log@db.example.com/log", true, true, TimeSpan.FromDays(30)), (plan.Log.Database, plan.Log.Values, files.LogValues, plan.Log.Keep));
        Assert.Equal((true, new Uri("http://127.0.0.1:9464"), new Uri("http://127.0.0.1:4318")), (plan.Metrics.Prometheus, plan.Metrics.Url, plan.Telemetry.Otlp));
        Assert.Equal((true, ".", TimeSpan.FromSeconds(3), 50), (plan.Aggregate.IsOn, plan.Aggregate.Separator, plan.Aggregate.Patience, plan.Aggregate.PageSize));
    }

    [Fact]
    public void Read_FolderOfPolicies_GivesServersTheOneOfTheirName()
    {
        var read = Read("version: 1\nupstreams: {open: {url: 'http://x/mcp'}, other: {url: 'http://x/mcp'}}\npolicies: sub");
        Assert.NotEmpty(read.Problems);

        Directory.CreateDirectory(_folder.File("sub"));
        File.Copy(_folder.File("open.json"), _folder.File("sub", "open.json"));
        read = Read("version: 1\nupstreams: {open: {url: 'http://x/mcp'}, other: {url: 'http://x/mcp'}}\npolicies: sub");

        Assert.Equal(["open", null], read.Plan!.Upstreams.Select(static u => u.PolicyName));
    }

    [Fact]
    public void Schema_KnowsTheSameKeys()
    {
        var path = SchemaPathOrNull();
        Assert.SkipWhen(path is null, "the schema lies in the source tree, and the tests run outside of it");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = schema.RootElement;

        Assert.Equal(GatewayFileReader.Keys.Order(StringComparer.Ordinal), Names(root));
        Assert.Equal(LimitSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("limits")));
        Assert.Equal(LimitSection.CounterKeys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("counters")));
        Assert.Equal(ApprovalSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("approvals")));
        Assert.Equal(OAuthSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("oauth")));
        Assert.Equal(LogSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("log")));
        Assert.Equal(AggregateSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("aggregate")));
        Assert.Equal(MetricsSection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("metrics")));
        Assert.Equal(TelemetrySection.Keys.Order(StringComparer.Ordinal), Names(root.GetProperty("properties").GetProperty("telemetry")));
        foreach (var (name, keys) in new (string, string[])[]
        {
            ("listener", ListenerSection.Keys), ("tls", ListenerSection.TlsKeys), ("upstream", UpstreamSection.Keys), ("processLimits", UpstreamSection.LimitKeys),
            ("sandbox", UpstreamSection.SandboxKeys), ("grant", GrantSection.Keys), ("grantLimits", GrantSection.LimitKeys), ("scan", ScanSection.Keys), ("webhook", ApprovalSection.WebhookKeys), ("serverApprovals", ApprovalSection.ServerKeys),
            ("issuer", IssuerSection.Keys), ("tokenRule", OAuthSection.RuleKeys), ("upstreamOauth", UpstreamOAuthSection.Keys),
        })
        {
            Assert.Equal(keys.Order(StringComparer.Ordinal), Names(root.GetProperty("$defs").GetProperty(name)));
        }
    }

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal);

    private static string? SchemaPathOrNull()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "data", "schemas", "gateway-v1.schema.json");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private GatewayFile Read(string yaml, IReadOnlyDictionary<string, string>? variables = null) =>
        GatewayFileReader.Read(_folder.File("gateway.yaml"), Encoding.UTF8.GetBytes(yaml), name => variables?.GetValueOrDefault(name));
}
