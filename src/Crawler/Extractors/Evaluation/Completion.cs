namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    /// <summary>The next one follows.</summary>
    Normal,

    /// <summary>The function is left with a value.</summary>
    Return,

    /// <summary>The loop or switch is left.</summary>
    Break,

    /// <summary>The loop goes on with its next round.</summary>
    Continue,

    /// <summary>The function is left by a failure, or the program ends.</summary>
    Throw,
}
