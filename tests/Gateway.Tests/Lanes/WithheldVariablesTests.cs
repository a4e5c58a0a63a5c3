using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Lanes;

/// <summary>What of the gateway's environment a server that it starts is given.</summary>
public sealed class WithheldVariablesTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Server = """env > "$1.part"; mv "$1.part" "$1"; read -r line; printf '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"s","version":"1"}}}\n'; cat > /dev/null""";

    [Fact]
    public async Task SecretsOfTheGateway_ReachNoServer_ButTheOneWhoseEnvironmentNamesThem()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the servers are shell scripts");
        // Set for this process, as an operator does: the names are of this test alone.
        Environment.SetEnvironmentVariable("WITHHELD_TEST_TOKEN", "hunter2");
        Environment.SetEnvironmentVariable("WITHHELD_TEST_OTHER", "shown");
        Environment.SetEnvironmentVariable("REDISCLI_AUTH", "hunter2");
        await using var gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(
                folder,
                new AggregatePlan(),
                ("a", null, ["/bin/sh", "-c", Server, "sh", folder.File("a")], AggregatePlans.AllowAll),
                ("b", null, ["/bin/sh", "-c", Server, "sh", folder.File("b")], AggregatePlans.AllowAll));
            return plan with
            {
                WithheldVariables = ["WITHHELD_TEST_TOKEN"],
                Upstreams = [plan.Upstreams[0], new GatewayOptions
                {
                    ServerId = "b",
                    PolicyFile = plan.Upstreams[1].PolicyFile,
                    PolicyName = "b",
                    Command = plan.Upstreams[1].Command,
                    Environment = new Dictionary<string, string> { ["WITHHELD_TEST_TOKEN"] = "own", ["REDISCLI_AUTH"] = "own" },
                }],
            };
        });

        await gateway.PostToAsync("/mcp/a", Initialize);
        await gateway.PostToAsync("/mcp/b", Initialize);

        string[] given = [.. Of("a"), .. Of("b")];
        Assert.Equal(["WITHHELD_TEST_OTHER=shown", "REDISCLI_AUTH=own", "WITHHELD_TEST_OTHER=shown", "WITHHELD_TEST_TOKEN=own"], given);

        IEnumerable<string> Of(string server) => File.ReadLines(gateway.Folder.File(server)).Where(static line => line.StartsWith("WITHHELD_TEST_", StringComparison.Ordinal) || line.StartsWith("REDISCLI_AUTH", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("PGPASSWORD")]
    [InlineData("pgpassword")]
    [InlineData("PGPASSFILE")]
    [InlineData("PGSERVICEFILE")]
    [InlineData("REDISCLI_AUTH")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_HEADERS")]
    [InlineData("CATALOG_KEY")]
    public void TakeOut_WhatLibrariesReadSecretsFrom_IsGone_WhateverTheFileNames(string name)
    {
        var withheld = new WithheldVariables();
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { [name] = "hunter2", ["PGHOST"] = "db", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://c" };

        withheld.TakeOut(environment);

        Assert.Equal(["OTEL_EXPORTER_OTLP_ENDPOINT", "PGHOST"], environment.Keys.Order(StringComparer.Ordinal));
        environment[name] = "hunter2";
        withheld.Replace(["OTHER"]);
        withheld.TakeOut(environment);
        Assert.DoesNotContain(name, environment.Keys);
    }
}
