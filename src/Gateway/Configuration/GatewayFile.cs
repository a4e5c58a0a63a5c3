namespace Catalog.Gateway.Configuration;

/// <summary>What came of reading a <c>gateway.yaml</c>.</summary>
/// <param name="Plan">What it asks for; null where there are errors.</param>
/// <param name="Problems">Every error, by file and place; empty where there is a plan.</param>
public sealed record GatewayFile(GatewayPlan? Plan, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>The stored secrets that it names, and where; also of a file with errors.</summary>
    public IReadOnlyList<SecretUse> SecretUses { get; init; } = [];

    /// <summary>The whole path of the store that it names, also of a file with errors; null for none.</summary>
    public string? Store { get; init; }

    /// <summary>Which state of its stored secrets was read; empty where it names none.</summary>
    internal string SecretMarks { get; init; } = "";

    /// <summary>The stored secrets that it names, each once.</summary>
    internal IReadOnlyCollection<string> SecretNames => SecretUses.Select(static use => use.Name).ToHashSet(StringComparer.Ordinal);
}
