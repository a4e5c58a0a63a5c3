using System.Diagnostics;
using Catalog.Crawler.Parsing.Cutting;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>
/// One parsed file, copied out of the native library in a single pass: afterwards nothing native is held, and walking makes no garbage.
/// Errors of the grammar are nodes named <c>ERROR</c>; a file is always a tree.
/// </summary>
internal sealed unsafe class SyntaxTree
{
    private readonly SharedTexts _texts = new();
    private readonly FlatNode[] _nodes;
    private readonly byte[] _file;
    private readonly SourcePlaces _places;

    private SyntaxTree(Grammar grammar, byte[] source, CutSource? cuts, FlatNode[] nodes)
    {
        Grammar = grammar;
        Source = source;
        Cuts = cuts;
        _nodes = nodes;
        _file = cuts?.Whole ?? source;
        _places = new SourcePlaces(_file, 0, _file.Length);
    }

    public Grammar Grammar { get; }

    /// <summary>The bytes that were parsed, UTF-8 or not: the file, or what is left of it.</summary>
    public byte[] Source { get; }

    /// <summary>What was cut out of the file before it was parsed; null where it was parsed whole.</summary>
    public CutSource? Cuts { get; }

    public SyntaxNode Root => new(this, 0);

    public int NodeCount => _nodes.Length;

    /// <summary>Parses a file; null when the time was up first or the caller gave up.</summary>
    /// <param name="grammar">The language.</param>
    /// <param name="source">The file, any bytes.</param>
    /// <param name="timeout">The longest time to spend in the native parser.</param>
    /// <param name="maxNodes">The most nodes to copy; a file with more is an <see cref="InvalidDataException"/>.</param>
    /// <param name="cancellationToken">Stops the native parser too.</param>
    public static SyntaxTree? ParseOrNull(Grammar grammar, byte[] source, TimeSpan timeout, int maxNodes, CancellationToken cancellationToken) =>
        ParseOrNull(grammar, source, null, timeout, maxNodes, cancellationToken);

    /// <summary>Parses what is left of a file; places in the tree are places in the file.</summary>
    public static SyntaxTree? ParseOrNull(Grammar grammar, CutSource cuts, TimeSpan timeout, int maxNodes, CancellationToken cancellationToken) =>
        ParseOrNull(grammar, cuts.Text, cuts, timeout, maxNodes, cancellationToken);

    private static SyntaxTree? ParseOrNull(Grammar grammar, byte[] source, CutSource? cuts, TimeSpan timeout, int maxNodes, CancellationToken cancellationToken)
    {
        using var parser = new ParserHandle(grammar);
        nuint flag = 0;
        using var stop = cancellationToken.Register(static state => Volatile.Write(ref *(nuint*)(nint)state!, 1), (nint)(&flag));
        TreeSitter.ParserSetTimeoutMicros(parser.DangerousGetHandle(), (ulong)timeout.TotalMicroseconds);
        TreeSitter.ParserSetCancellationFlag(parser.DangerousGetHandle(), (nint)(&flag));
        nint native;
        fixed (byte* bytes = source)
        {
            native = TreeSitter.ParserParseString(parser.DangerousGetHandle(), 0, bytes, (uint)source.Length);
        }

        if (native == 0)
        {
            return null;
        }

        using var tree = new TreeHandle(native);
        return new SyntaxTree(grammar, source, cuts, Copy(grammar, tree.Root, source.Length, maxNodes));
    }

    public ref readonly FlatNode Node(int index) => ref _nodes[index];

    /// <summary>The text between two byte positions; bytes that are no UTF-8 become the replacement character.</summary>
    public string Text(int start, int end) => Text(Source.AsSpan(start, Math.Max(0, end - start)));

    /// <summary>The first bytes of what stands in the file between two byte positions, as text, with what was cut out of it.</summary>
    public string Excerpt(int start, int end, int most)
    {
        (start, end) = Cuts is null || end <= start ? (start, end) : (Cuts.Origin(start), Cuts.Origin(end - 1) + 1);
        return Text(_file.AsSpan(start, Math.Clamp(end - start, 0, most)));
    }

    private string Text(ReadOnlySpan<byte> bytes) => _texts.Of(bytes);

    /// <summary>The line of a byte position whose row is known where nothing was cut out, from 1.</summary>
    public int Line(int row, int position) => 1 + (Cuts is null ? row : _places.RowOf(Cuts.Origin(position)));

    /// <summary>The column of a byte position in code points, from 1.</summary>
    public int Column(int row, int position)
    {
        if (Cuts is not null)
        {
            position = Cuts.Origin(position);
            row = _places.RowOf(position);
        }

        return _places.Column(row, position);
    }

    private static FlatNode[] Copy(Grammar grammar, NativeNode root, int length, int maxNodes)
    {
        var nodes = new FlatNode[Math.Max(64, Math.Min(maxNodes, length / 4))];
        var lastChild = new Stack<(int Parent, int Last)>();
        var cursor = TreeSitter.CursorNew(root);
        try
        {
            var count = 1;
            nodes[0] = Read(grammar, &cursor);
            var parent = 0;
            var last = 0;
            var descend = TreeSitter.CursorFirstChild(&cursor) != 0;
            var more = descend;
            while (more)
            {
                var node = Read(grammar, &cursor);
                if (grammar.IsLeftOut(node.Symbol))
                {
                    more = Advance(&cursor, lastChild, ref parent, ref last);
                    continue;
                }

                if (count == nodes.Length)
                {
                    if (count >= maxNodes)
                    {
                        throw new InvalidDataException($"more than {maxNodes} syntax nodes");
                    }

                    Array.Resize(ref nodes, (int)Math.Min(maxNodes, nodes.Length * 3L / 2));
                }

                nodes[count] = node;
                if (last == 0)
                {
                    nodes[parent].FirstChild = count;
                }
                else
                {
                    nodes[last].NextSibling = count;
                }

                last = count++;
                if (TreeSitter.CursorFirstChild(&cursor) != 0)
                {
                    lastChild.Push((parent, last));
                    parent = last;
                    last = 0;
                }
                else
                {
                    more = Advance(&cursor, lastChild, ref parent, ref last);
                }
            }

            Array.Resize(ref nodes, count);
            Debug.Assert(lastChild.Count == 0, "every level that was entered was left");
            return nodes;
        }
        finally
        {
            TreeSitter.CursorDelete(&cursor);
        }
    }

    private static bool Advance(NativeCursor* cursor, Stack<(int Parent, int Last)> levels, ref int parent, ref int last)
    {
        while (TreeSitter.CursorNextSibling(cursor) == 0)
        {
            if (levels.Count == 0 || TreeSitter.CursorParent(cursor) == 0)
            {
                return false;
            }

            (parent, last) = levels.Pop();
        }

        return true;
    }

    private static FlatNode Read(Grammar grammar, NativeCursor* cursor)
    {
        var node = TreeSitter.CursorNode(cursor);
        return new FlatNode
        {
            Symbol = TreeSitter.NodeSymbol(node),
            Field = TreeSitter.CursorField(cursor),
            Start = (int)node.StartByte,
            End = (int)TreeSitter.NodeEndByte(node),
            Row = (int)node.Row,
        };
    }
}
