namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Bounds of one file's facts, kept by the writer and enforced by the reader: a worker that was taken over by its input cannot exhaust the parent.</summary>
internal static class FactLimits
{
    /// <summary>The deepest nesting of syntax; a lowering writes <see cref="FactKind.Opaque"/> for what lies deeper.</summary>
    public const int Depth = 600;

    /// <summary>The deepest nesting of facts: one level of syntax may become several, a function with its parameters and body for example.</summary>
    public const int FactDepth = 6 * Depth;

    /// <summary>The most syntax nodes of one file.</summary>
    public const int SyntaxNodes = 6_000_000;

    /// <summary>The most fact nodes of one file.</summary>
    public const int Nodes = 2_500_000;

    /// <summary>The longest frame between worker and parent, bytes.</summary>
    public const int Frame = 96 * 1024 * 1024;
}
