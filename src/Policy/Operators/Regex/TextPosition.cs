namespace Catalog.Policy.Operators.Regex;

/// <summary>What stands on one side of a place between code points, as far as assertions ask.</summary>
internal enum TextPosition
{
    /// <summary>The start (behind the place) or the end (before it) of the text.</summary>
    Edge,

    /// <summary>A line feed.</summary>
    LineFeed,

    /// <summary>An ASCII word character.</summary>
    Word,

    /// <summary>Anything else.</summary>
    Other,
}
