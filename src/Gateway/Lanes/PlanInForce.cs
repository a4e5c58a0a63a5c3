using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals.Webhooks;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Tokens;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Lanes;

/// <summary>Puts a plan in force: all of it, or nothing.</summary>
internal sealed class PlanInForce(PolicyShelf policies, LaneSet lanes, CallerLimits limits, GrantBook grants, TokenBook tokens, WithheldVariables withheld)
{
    private GatewayPlan? _plan;

    /// <summary>Puts the first plan in force.</summary>
    /// <exception cref="ValidationException">Two servers could not be told apart: nothing is changed.</exception>
    /// <exception cref="BadPolicyException">A policy has errors: nothing is changed.</exception>
    /// <exception cref="IOException">A policy file cannot be read: nothing is changed.</exception>
    public Task StartAsync(GatewayPlan plan, CancellationToken cancellationToken) => PutAsync(plan, cancellationToken);

    /// <summary>Puts another plan in the place of the one in force.</summary>
    /// <returns>Null once it is in force; else why it cannot be without a restart, and nothing is changed.</returns>
    /// <exception cref="BadPolicyException">A policy has errors: nothing is changed.</exception>
    /// <exception cref="IOException">A policy file cannot be read: nothing is changed.</exception>
    public async Task<string?> ReplaceAsync(GatewayPlan plan, CancellationToken cancellationToken)
    {
        if (Fixed(plan) != Fixed(_plan!))
        {
            return "`listeners`, `store`, `log`, `counters.store`, `aggregate`, `approvals.url`, `approvals.webhook`, `metrics`, `telemetry`, the limits of connections and the largest message change with a restart of the gateway only";
        }

        await PutAsync(plan, cancellationToken);
        return null;
    }

    private async Task PutAsync(GatewayPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Aggregate.IsOn && PublicNames.CollisionOrNull(plan.Upstreams.Select(static u => u.ServerId), plan.Aggregate.Separator) is var (first, second))
        {
            throw new ValidationException(PublicNames.CollisionText(first, second, plan.Aggregate.Separator));
        }

        // Everything that can fail comes before the first change of what binds a caller.
        var read = policies.Read(plan.Policies);
        var before = policies.Files;
        // For a moment old and new documents stand side by side, so that lanes of neither plan are without theirs. A name that both have keeps its old one until the new lanes are there.
        var both = before.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, file) in read)
        {
            both.TryAdd(name, file);
        }

        await policies.PutAsync(both);
        // What either plan calls a secret is none of a server's that is started meanwhile, nor later where the new plan is not taken.
        withheld.Replace([.. plan.WithheldVariables, .. _plan?.WithheldVariables ?? []]);
        try
        {
            await lanes.ReplaceAsync(plan.Upstreams, plan.ShutdownGrace, cancellationToken);
        }
        catch
        {
            await policies.PutAsync(before);
            throw;
        }

        withheld.Replace(plan.WithheldVariables);
        grants.Declare(plan.Grants);
        tokens.Replace(plan.OAuth);
        limits.Replace(plan.SessionsPerHour, plan.ConcurrentCalls, plan.RequestsPerMinute);
        await policies.PutAsync(read);
        _plan = plan;
    }

    private static string Fixed(GatewayPlan plan) => JsonSerializer.Serialize(new { plan.Listeners, plan.Store, plan.MaxMessageBytes, plan.Aggregate, plan.Log, plan.CounterStore, plan.ApprovalPage, Webhook = Written(plan.ApprovalWebhook), plan.Metrics, plan.Telemetry, plan.Connections });

    /// <summary>Its keys are told apart by their hashes, for what is compared here may one day be shown.</summary>
    private static object? Written(WebhookOptions? webhook) => webhook is null ? null : new
    {
        webhook.Url,
        Keys = new[] { SHA256.HashData(webhook.Secret), webhook.CallbackSecret is { } callback ? SHA256.HashData(callback) : [] },
        webhook.AllowHttp,
        webhook.AllowPrivate,
    };
}
