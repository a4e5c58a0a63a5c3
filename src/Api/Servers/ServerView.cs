using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Servers;

/// <summary>Everything that the page of a server says.</summary>
internal sealed record ServerView
{
    public required ServerRecord Server { get; init; }

    public required string Title { get; init; }

    /// <summary>Its tools in a sentence or two, by what they can do.</summary>
    public required string InShort { get; init; }

    public required IReadOnlyDictionary<Category, int> ByCategory { get; init; }

    public required IReadOnlyDictionary<Risk, int> ByRisk { get; init; }

    /// <summary><c>A</c> to <c>F</c> from the risks of the tools it offers; null where it offers none.</summary>
    public required char? Grade { get; init; }

    /// <summary>The riskiest first.</summary>
    public required IReadOnlyList<ToolEntry> Tools { get; init; }

    /// <summary>How many more are defined in the source and offered by nothing that runs; they are in <see cref="Tools"/> on request only.</summary>
    public required int Unreached { get; init; }

    /// <summary>True where the unreached ones are listed.</summary>
    public required bool ShowsUnreached { get; init; }

    public required ControlView Control { get; init; }
}
