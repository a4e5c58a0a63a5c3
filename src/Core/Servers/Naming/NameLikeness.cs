namespace Catalog.Core.Servers.Naming;

/// <summary>How a server's name is like that of another, of which nothing shows that they have one owner.</summary>
/// <param name="Step">The step from one to the other.</param>
/// <param name="IsOtherOwner">True where both owners are known and differ; false where one of them is not known.</param>
public sealed record NameLikeness(NameStep Step, bool IsOtherOwner)
{
    /// <summary>Compares two servers; the order of the two does not matter.</summary>
    /// <param name="one">A server.</param>
    /// <param name="oneRepository">The address of its source as its manifest declares it; null for none.</param>
    /// <param name="other">The other server.</param>
    /// <param name="otherRepository">See <paramref name="oneRepository"/>.</param>
    /// <returns>Null where the names are the same or more than a step apart, where both have one owner, or where a kind of key has no name of its own.</returns>
    public static NameLikeness? OfOrNull(ServerKey one, string? oneRepository, ServerKey other, string? otherRepository)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (NameParts.OfOrNull(one) is not { } a || NameParts.OfOrNull(other) is not { } b || NameSteps.BetweenOrNull(a, b) is not { } step)
        {
            return null;
        }

        // What a manifest declares is its author's word, and an impostor's copy declares what the original does: in one registry it clears nobody.
        var isOneKind = string.Equals(one.Kind, other.Kind, StringComparison.Ordinal);
        var (ownerA, ownerB) = (a.Owner ?? (isOneKind ? null : NameParts.OwnerOrNull(oneRepository)), b.Owner ?? (isOneKind ? null : NameParts.OwnerOrNull(otherRepository)));
        var declaredAlike = !isOneKind && NameParts.OwnerOrNull(oneRepository) is { } declared && string.Equals(declared, NameParts.OwnerOrNull(otherRepository), StringComparison.Ordinal);
        var isKnown = ownerA is not null && ownerB is not null;
        return declaredAlike || (isKnown && string.Equals(ownerA, ownerB, StringComparison.Ordinal)) ? null : new NameLikeness(step, isKnown);
    }
}
