using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Decisions;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Tests.Recommending;

/// <summary>A call of an Execute tool with a schema and facets, under its recommended policy.</summary>
internal sealed record ArgumentGuardCase
{
    public required string Note { get; init; }

    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>The <c>properties</c> of the input schema.</summary>
    public required JsonElement Properties { get; init; }

    public required JsonElement Arguments { get; init; }

    /// <summary>Null: in both.</summary>
    public PolicyDialect? Dialect { get; init; }

    public required DecisionKind Decision { get; init; }

    /// <summary>How many rules on arguments there are.</summary>
    public int? Rules { get; init; }
}
