namespace Catalog.Core.Classifications;

/// <summary>Words of the definition that a verdict went by.</summary>
public sealed record Evidence
{
    /// <summary>A JSON Pointer to a string of the definition: <c>/description</c>, <c>/inputSchema/properties/cmd/description</c>, <c>/tool</c>, <c>/siblings/3</c>; to a member name where it ends in that name (<c>/inputSchema/properties/cmd</c>).</summary>
    public required string Field { get; init; }

    /// <summary>Exactly the code points of that string from <see cref="Start"/> on.</summary>
    public required string Quote { get; init; }

    /// <summary>Where the quote starts in the string, in Unicode code points from 0.</summary>
    public required int Start { get; init; }

    /// <summary>How many code points it has; at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>The id of the signal that found it.</summary>
    public required string Signal { get; init; }
}
