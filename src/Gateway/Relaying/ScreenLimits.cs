namespace Catalog.Gateway.Relaying;

/// <summary>How large and how deep a message may be.</summary>
internal sealed record ScreenLimits
{
    /// <summary>Bytes of one message.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Objects and lists inside each other, the outermost counted.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Digits of a number in the arguments, written out without exponent.</summary>
    public int MaxDigits { get; init; } = 400;
}
