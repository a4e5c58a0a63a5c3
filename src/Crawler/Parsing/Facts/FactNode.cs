namespace Catalog.Crawler.Parsing.Facts;

/// <summary>One node of a file's facts: a syntax tree cut down to what definitions of tools are made of. Never changed once made, safe to read from any thread.</summary>
internal class FactNode(FactKind kind, string? text, FactNode[]? children, int line, int column, FactFlags flags = FactFlags.None)
{
    private FactNode[]? _children = children;

    /// <summary>Stands where an optional part is missing.</summary>
    public static FactNode Absent { get; } = new(FactKind.Absent, null, [], 0, 0);

    public FactKind Kind { get; } = kind;

    /// <summary>See the member of <see cref="FactKind"/>.</summary>
    public string? Text { get; } = text;

    /// <summary>See the member of <see cref="FactKind"/>.</summary>
    public FactNode[] Children => _children ??= Load();

    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>In code points, from 1.</summary>
    public int Column { get; } = column;

    public FactFlags Flags { get; } = flags;

    public bool IsAbsent => Kind == FactKind.Absent;

    /// <summary>A child, <see cref="Absent"/> beyond the last one.</summary>
    public FactNode this[int index] => index < Children.Length ? Children[index] : Absent;

    public bool Has(FactFlags flag) => (Flags & flag) != FactFlags.None;

    /// <summary>The children of a node that was made without them, asked for once.</summary>
    protected virtual FactNode[] Load() => [];

    public override string ToString() => $"{Kind} {Text} ({Children.Length}) at {Line}:{Column}";
}
