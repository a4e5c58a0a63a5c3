using System.ComponentModel.DataAnnotations;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Loading;

namespace Catalog.Gateway.Lanes;

/// <summary>Puts a plan in force: all of it, or nothing.</summary>
internal sealed class PlanInForce(PolicyShelf policies, LaneSet lanes, CallerLimits limits, GrantBook grants)
{
    /// <summary>Puts the first plan in force.</summary>
    /// <exception cref="ValidationException">Two servers could not be told apart: nothing is changed.</exception>
    /// <exception cref="BadPolicyException">A policy has errors: nothing is changed.</exception>
    /// <exception cref="IOException">A policy file cannot be read: nothing is changed.</exception>
    public async Task StartAsync(GatewayPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Aggregate.IsOn && PublicNames.CollisionOrNull(plan.Upstreams.Select(static u => u.ServerId), plan.Aggregate.Separator) is var (first, second))
        {
            throw new ValidationException(PublicNames.CollisionText(first, second, plan.Aggregate.Separator));
        }

        // Everything that can fail comes before the first change.
        var read = policies.Read(plan.Policies);
        await policies.PutAsync(read);
        await lanes.ReplaceAsync(plan.Upstreams, plan.ShutdownGrace, cancellationToken);
        grants.Declare(plan.Grants);
        limits.Replace(plan.SessionsPerHour, plan.ConcurrentCalls);
    }
}
