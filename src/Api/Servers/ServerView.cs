using Catalog.Api.Changes;
using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Identities;
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

    /// <summary>What is declared, and what of it is offered.</summary>
    public required OfferedCounts Offered { get; init; }

    /// <summary>Those that are declared and that nothing which runs offers, in ordinal order; in no policy.</summary>
    public required IReadOnlyList<ToolEntry> NotOffered { get; init; }

    /// <summary>The offered tools that call others by name, in ordinal order: through them, what is not offered can be called as well.</summary>
    public required IReadOnlyList<string> Dispatchers { get; init; }

    /// <summary>The other servers that offer exactly these tools; the query's <c>page</c> says which part.</summary>
    public required CopyList Copies { get; init; }

    /// <summary>Those of them, of the first 500 stored, whose names are a step from this one's and whose owner is not shown to be the same.</summary>
    public required IReadOnlyList<LookAlike> LookAlikes { get; init; }

    /// <summary>Its other names and how well each is proven, whether its source still has it, and whom it is easily taken for.</summary>
    public required ServerIdentity Identity { get; init; }

    public required ControlView Control { get; init; }

    /// <summary>The offered tools with poisoned text of medium or high severity, in ordinal order, and what the weightiest of it does.</summary>
    public required IReadOnlyDictionary<string, string> Suspects { get; init; }

    /// <summary>Its last changes and those of its tools, newest first.</summary>
    public required IReadOnlyList<ChangeEntry> Changes { get; init; }

    /// <summary>How many changes there are in all.</summary>
    public required int ChangesTotal { get; init; }
}
