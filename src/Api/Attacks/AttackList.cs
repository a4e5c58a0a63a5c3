namespace Catalog.Api.Attacks;

/// <summary>Every attack pattern.</summary>
/// <param name="Patterns">First those that concern some tools, then those that concern every tool.</param>
internal sealed record AttackList(IReadOnlyList<AttackPattern> Patterns);
