namespace Catalog.Policy.Operators.Paths;

/// <summary>One step of a path: a member by its exact name, an element by its index from 0, or every element.</summary>
public readonly record struct PathStep
{
    /// <summary>The member's name as it stands in the object (unescaped); null for a step into a list.</summary>
    public string? Member { get; private init; }

    /// <summary>The element's index from 0; null for a member and for <c>[*]</c>.</summary>
    public int? Index { get; private init; }

    /// <summary>True for <c>[*]</c>.</summary>
    public bool IsEveryElement => Member is null && Index is null;

    /// <summary>A step to every element.</summary>
    public static PathStep EveryElement => default;

    /// <summary>A step to a member.</summary>
    public static PathStep OfMember(string name) => new() { Member = name };

    /// <summary>A step to an element.</summary>
    public static PathStep OfIndex(int index) => new() { Index = index };
}
