using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Identities;

/// <summary>Names of servers in words, for people; the same on pages and on a terminal.</summary>
public static class IdentityWords
{
    /// <summary>How well a link is proven, a clause without a full stop.</summary>
    public static string Of(LinkLevel level) => level switch
    {
        LinkLevel.BothWays => "each names the other",
        LinkLevel.RegistryNamespace => "a registry lists both, in the namespace of the repository's owner",
        LinkLevel.SameOwner => "one side says so, and both names bear one owner's name",
        LinkLevel.Claimed => "claimed by one side, not proven",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a level"),
    };

    /// <summary>How two names differ, a clause without a full stop.</summary>
    public static string Of(NameStep step) => step switch
    {
        NameStep.Scope => "the one writes a scope as a part of the name",
        NameStep.Separator => "only hyphens, underscores or dots differ",
        NameStep.Plural => "the one is the plural of the other",
        NameStep.Homoglyph => "characters that look alike stand for each other",
        NameStep.Edit => "one character differs",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "not a step"),
    };

    /// <summary>What an impostor is, a clause without a full stop and without the other's name.</summary>
    public static string Of(Impostor impostor)
    {
        ArgumentNullException.ThrowIfNull(impostor);
        return $"{(impostor.IsOtherOwner ? "another owner" : "an owner that is not known to be the same")}: {Of(impostor.Step)}";
    }
}
