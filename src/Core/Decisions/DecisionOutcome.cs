namespace Catalog.Core.Decisions;

/// <summary>How a forwarded message fared.</summary>
public enum DecisionOutcome
{
    /// <summary>The upstream answered with a result.</summary>
    Answered,

    /// <summary>The upstream answered with a tool result that says it failed.</summary>
    ToolError,

    /// <summary>The upstream answered with a protocol error.</summary>
    Error,

    /// <summary>No byte of it was sent.</summary>
    NotSent,

    /// <summary>It was sent, and no answer came or nobody waited for it.</summary>
    Unanswered,
}
