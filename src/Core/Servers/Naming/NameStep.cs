namespace Catalog.Core.Servers.Naming;

/// <summary>The one step by which a server's name differs from another's.</summary>
public enum NameStep
{
    /// <summary>A scope is written into the name, or a part of the name as a scope: <c>@org/x</c> and <c>org-x</c>.</summary>
    Scope,

    /// <summary>Hyphens, underscores and dots differ, or are left out.</summary>
    Separator,

    /// <summary>One word is the plural of the other.</summary>
    Plural,

    /// <summary>Characters that look alike stand for each other: <c>0</c> and <c>o</c>, <c>rn</c> and <c>m</c>, a Cyrillic letter and a Latin one.</summary>
    Homoglyph,

    /// <summary>One character is added, left out or another, or two neighbours are swapped.</summary>
    Edit,
}
