namespace Catalog.Core.Identities;

/// <summary>The figures of names in a catalog.</summary>
/// <param name="Merged">Servers that are counted as another record.</param>
/// <param name="Moved">Older names that lead to a present one.</param>
/// <param name="Gone">Servers that are not there any more.</param>
/// <param name="Impostors">Servers with the name of an established one, but for a step.</param>
public sealed record IdentityCounts(int Merged, int Moved, int Gone, int Impostors)
{
    /// <summary>Nothing to say.</summary>
    public static IdentityCounts None { get; } = new(0, 0, 0, 0);
}
