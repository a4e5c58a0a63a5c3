using Catalog.Api.Shell;

namespace Catalog.Api.Attacks;

/// <summary>One attack pattern with tools that it concerns.</summary>
/// <param name="Pattern">As the file says it.</param>
/// <param name="Tools">Some of the tools of its categories and facets, the riskiest first.</param>
internal sealed record AttackView(AttackPattern Pattern, IReadOnlyList<ToolEntry> Tools);
