using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Lanes;

/// <summary>Makes a gateway of many of a gateway of one server, whose clients may speak the other era: the bridge stands on lanes.</summary>
internal static class SinglePlan
{
    /// <summary>The plan of a gateway that listens.</summary>
    public static GatewayPlan Of(GatewayOptions options) => Of(options, new Listener
    {
        Url = options.Listen ?? new Uri("http://127.0.0.1:0"),
        RequireGrant = options.RequireGrant || options.Listen is null,
        AllowedHosts = options.AllowedHosts,
    });

    /// <summary>The plan of a gateway whose one client speaks lines: a listener that nobody else is let in by.</summary>
    /// <returns>The plan, and the token of the client, which is written nowhere.</returns>
    public static (GatewayPlan Plan, string Token) OfLines(GatewayOptions options)
    {
        var token = HttpSessions.NewId();
        var grant = new Grant
        {
            Id = Caller.AnonymousId,
            Label = Caller.AnonymousId,
            TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            Servers = [options.ServerId],
            Policy = options.PolicyName,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        return (Of(options, new Listener { Url = new Uri("http://127.0.0.1:0"), RequireGrant = true }) with { Grants = [grant] }, token);
    }

    private static GatewayPlan Of(GatewayOptions options, Listener listener) => new()
    {
        Listeners = [listener],
        Upstreams = [options],
        Policies = options.PolicyName is { } name ? new Dictionary<string, string>(StringComparer.Ordinal) { [name] = options.PolicyFile } : new Dictionary<string, string>(StringComparer.Ordinal),
        Aggregate = new AggregatePlan { IsOn = false },
        IsSingle = true,
        Metrics = options.Metrics,
        ApprovalPage = options.ApprovalPage,
        SessionsPerHour = options.SessionsPerHour,
        ConcurrentCalls = options.ConcurrentCalls,
        RequestsPerMinute = options.RequestsPerMinute,
        Connections = options.Connections,
        MaxMessageBytes = options.MaxMessageBytes,
        ShutdownGrace = options.ShutdownGrace,
    };
}
