namespace Catalog.Gateway.Scanning;

/// <summary>What is looked for in a server's answers.</summary>
public sealed record ScanOptions
{
    /// <summary>For tokens and keys of well-known forms, and private keys.</summary>
    /// <value>Off.</value>
    public ScanAction Secrets { get; init; }

    /// <summary>For characters that people do not see and models read: tags, changes of direction, zero widths, supplementary variation selectors.</summary>
    /// <value>Off.</value>
    public ScanAction HiddenText { get; init; }

    /// <summary>For what the operator names.</summary>
    public IReadOnlyList<ScanPattern> Patterns { get; init; } = [];

    /// <summary>Whether anything is looked for.</summary>
    public bool IsOn => Secrets != ScanAction.Off || HiddenText != ScanAction.Off || Patterns.Any(static p => p.Action != ScanAction.Off);
}
