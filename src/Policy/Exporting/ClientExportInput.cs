using Catalog.Core.Catalogs;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Exporting;

/// <summary>What an export is made of.</summary>
public sealed record ClientExportInput
{
    /// <summary>The name under which the user has configured the server in the client.</summary>
    public required string Alias { get; init; }

    /// <summary>The tools.</summary>
    public required IReadOnlyList<ClassifiedTool> Tools { get; init; }

    /// <summary>The profile and the dialect; in the gateway dialect what waits for a person there asks in the client.</summary>
    public required RecommendationOptions Options { get; init; }
}
