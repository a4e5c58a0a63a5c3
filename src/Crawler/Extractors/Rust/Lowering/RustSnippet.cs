using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <summary>Parses what the grammar leaves as mere tokens: the inside of macros and attributes. Lines and columns stay those of the file.</summary>
internal sealed class RustSnippet(CancellationToken cancellationToken)
{
    private const int MostBytes = 24 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private long _bytes;

    /// <summary>The items between the brackets of a group of tokens, as expressions; "no such node" where that costs too much.</summary>
    public SyntaxNode Items(SyntaxNode group) => Parse(group.Tree, group.Start + 1, group.End - 1, group.Line - 1, group.Column, "[", "]");

    /// <summary>One expression between two byte positions that lie on a known line.</summary>
    public SyntaxNode Expression(SyntaxTree tree, int start, int end, int row) => Parse(tree, start, end, row, 0, "(", ")").FirstNamed;

    /// <summary>The items between two byte positions, as expressions.</summary>
    public SyntaxNode Between(SyntaxTree tree, int start, int end, int row) => Parse(tree, start, end, row, 0, "[", "]");

    /// <summary>The position after the bracket that closes the one at <paramref name="start"/>; <paramref name="end"/> where none does.</summary>
    public static int EndOfGroup(byte[] source, int start, int end)
    {
        var depth = 0;
        var isText = false;
        for (var i = start; i < end; i++)
        {
            var c = source[i];
            if (c == '\\' && isText)
            {
                i++;
            }
            else if (c == '"')
            {
                isText = !isText;
            }
            else if (!isText)
            {
                depth += c is (byte)'[' or (byte)'(' or (byte)'{' ? 1 : c is (byte)']' or (byte)')' or (byte)'}' ? -1 : 0;
                if (depth == 0)
                {
                    return i + 1;
                }
            }
        }

        return end;
    }

    private SyntaxNode Parse(SyntaxTree tree, int start, int end, int row, int column, string open, string close)
    {
        if (end < start || start > tree.Source.Length || end > tree.Source.Length)
        {
            return default;
        }

        var before = "const A:B="u8;
        var length = before.Length + row + column + open.Length + (end - start) + close.Length + 1;
        _bytes += length;
        if (_bytes > MostBytes)
        {
            return default;
        }

        var source = new byte[length];
        before.CopyTo(source);
        source.AsSpan(before.Length, row).Fill((byte)'\n');
        var at = before.Length + row;
        if (row > 0 && column > 0)
        {
            source.AsSpan(at, column - 1).Fill((byte)' ');
            at += column - 1;
        }

        source[at++] = (byte)open[0];
        tree.Source.AsSpan(start, end - start).CopyTo(source.AsSpan(at));
        at += end - start;
        source[at++] = (byte)close[0];
        source[at++] = (byte)';';
        var parsed = SyntaxTree.ParseOrNull(tree.Grammar, source[..at], Longest, FactLimits.SyntaxNodes, cancellationToken);
        return parsed is null ? default : parsed.Root.FirstNamed["value"];
    }
}
