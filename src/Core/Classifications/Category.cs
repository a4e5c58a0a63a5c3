namespace Catalog.Core.Classifications;

/// <summary>What one call with allowed arguments can do, from the least to the most severe.</summary>
public enum Category
{
    /// <summary>The definition says too little. Policies treat it like <see cref="Destructive"/>.</summary>
    Unknown,

    /// <summary>Retrieves, observes, computes or waits; nothing outside the caller's session changes.</summary>
    Read,

    /// <summary>Creates or changes state that an ordinary later action can correct.</summary>
    Write,

    /// <summary>Runs code, a command, an open-ended query, an agent, a job, or operates a browser or device: what happens depends on what it is told.</summary>
    Execute,

    /// <summary>Deletes, purges, overwrites without keeping, or revokes, with no ordinary undo.</summary>
    Destructive,

    /// <summary>Moves money or value, or binds somebody to pay.</summary>
    Financial,
}
