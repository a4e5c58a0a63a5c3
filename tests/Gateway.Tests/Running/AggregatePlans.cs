using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Plans of gateways that stand for several servers.</summary>
internal static class AggregatePlans
{
    public const string AllowAll = """{"version":"1","default":"allow"}""";

    /// <summary>A plan in which every server has a policy of its own name.</summary>
    public static GatewayPlan Of(TemporaryFolder folder, AggregatePlan aggregate, params (string Name, Uri? Address, string[] Command, string Policy)[] servers) =>
        Of(folder, aggregate, new GatewayOptions { ServerId = "", PolicyFile = "" }.ApprovalHold, servers);

    /// <summary>As above, in which calls are held for their approval for so long.</summary>
    public static GatewayPlan Of(TemporaryFolder folder, AggregatePlan aggregate, TimeSpan hold, params (string Name, Uri? Address, string[] Command, string Policy)[] servers)
    {
        foreach (var server in servers)
        {
            File.WriteAllText(folder.File(server.Name + ".json"), server.Policy);
        }

        return new GatewayPlan
        {
            Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0") }],
            Policies = servers.ToDictionary(static s => s.Name, s => folder.File(s.Name + ".json")),
            Aggregate = aggregate,
            Upstreams = [.. servers.Select(s => new GatewayOptions { ServerId = s.Name, PolicyFile = folder.File(s.Name + ".json"), PolicyName = s.Name, Upstream = s.Address, Command = s.Command, ApprovalHold = hold })],
        };
    }
}
