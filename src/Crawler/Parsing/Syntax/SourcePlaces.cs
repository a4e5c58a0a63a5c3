using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>Rows and columns of the bytes of a file, or of a part of one.</summary>
internal sealed class SourcePlaces
{
    /// <summary>How many bytes are counted together, as a power of two: a vector of them.</summary>
    private const int BlockShift = 4;

    private readonly byte[] _source;
    private readonly int _start;
    private readonly int[] _lineStarts;

    /// <summary>How many bytes that only continue a code point lie before each block; null where the file is ASCII.</summary>
    private readonly int[]? _continuations;

    /// <summary>The places of a part of a file.</summary>
    /// <param name="source">The file, UTF-8 or not.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="length">Its length, bytes.</param>
    public SourcePlaces(byte[] source, int start, int length)
    {
        (_source, _start) = (source, start);
        var part = source.AsSpan(start, length);
        _lineStarts = LineStarts(part, start);
        _continuations = Ascii.IsValid(part) ? null : CountContinuations(part);
    }

    /// <summary>The row of a byte position, from 0.</summary>
    public int RowOf(int position) => Array.BinarySearch(_lineStarts, position) is var at && at >= 0 ? at : ~at - 1;

    /// <summary>The column of a byte position in code points, from 1.</summary>
    public int Column(int row, int position)
    {
        var lineStart = row < _lineStarts.Length ? _lineStarts[row] : _start;
        var bytes = position - lineStart;
        return 1 + (_continuations is null ? bytes : bytes - (ContinuationsBefore(position) - ContinuationsBefore(lineStart)));
    }

    private static int[] LineStarts(ReadOnlySpan<byte> part, int start)
    {
        var starts = new int[part.Count((byte)'\n') + 1];
        starts[0] = start;
        var at = 0;
        for (var i = 1; i < starts.Length; i++)
        {
            at += part[at..].IndexOf((byte)'\n') + 1;
            starts[i] = start + at;
        }

        return starts;
    }

    /// <summary>Counted by blocks: columns on a line of a megabyte stay cheap.</summary>
    private static int[] CountContinuations(ReadOnlySpan<byte> part)
    {
        var blocks = new int[(part.Length >> BlockShift) + 2];
        var whole = part.Length >> BlockShift;
        for (var i = 0; i < whole; i++)
        {
            // As signed numbers, the bytes from 0x80 to 0xBF are those below -64.
            var block = Vector128.Create<byte>(part[(i << BlockShift)..]).AsSByte();
            blocks[i + 1] = BitOperations.PopCount(Vector128.LessThan(block, Vector128.Create((sbyte)-64)).ExtractMostSignificantBits());
        }

        for (var i = 1; i < blocks.Length; i++)
        {
            blocks[i] += blocks[i - 1];
        }

        return blocks;
    }

    private int ContinuationsBefore(int position)
    {
        position -= _start;
        var count = _continuations![position >> BlockShift];
        for (var i = position >> BlockShift << BlockShift; i < position; i++)
        {
            count += (_source[_start + i] & 0xC0) == 0x80 ? 1 : 0;
        }

        return count;
    }
}
