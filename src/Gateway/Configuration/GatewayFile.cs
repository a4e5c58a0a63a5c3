namespace Catalog.Gateway.Configuration;

/// <summary>What came of reading a <c>gateway.yaml</c>.</summary>
/// <param name="Plan">What it asks for; null where there are errors.</param>
/// <param name="Problems">Every error, by file and place; empty where there is a plan.</param>
public sealed record GatewayFile(GatewayPlan? Plan, IReadOnlyList<ConfigurationProblem> Problems);
