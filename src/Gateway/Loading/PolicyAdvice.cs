using System.Text.Json;
using Catalog.Policy.Checking;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Loading;

/// <summary>Tells the operator what in the policy is probably not meant, once the upstream's tools are known; each finding once for each document.</summary>
internal sealed partial class PolicyAdvice(IPolicySource policies, GatewayOptions options, ILogger<PolicyAdvice> logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private string? _document;

    public void Look(IReadOnlyDictionary<string, JsonElement?> tools)
    {
        if (policies.FindOrNull(options.PolicyName) is not { } policy)
        {
            return;
        }

        foreach (var warning in PolicyWarnings.Check(policy, tools))
        {
            lock (_gate)
            {
                if (_document != policy.Id)
                {
                    _document = policy.Id;
                    _told.Clear();
                }

                if (!_told.Add(warning.ToString()))
                {
                    continue;
                }
            }

            LogWarning(policy.Name, warning.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The policy '{Policy}': {Warning}")]
    private partial void LogWarning(string policy, string warning);
}
