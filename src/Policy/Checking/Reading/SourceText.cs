namespace Catalog.Policy.Checking.Reading;

/// <summary>The text of a document, with places told as line and column.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts;

    internal SourceText(ReadOnlyMemory<byte> utf8)
    {
        // A byte order mark is what some editors write; it is no part of the text.
        Utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        _lineStarts = [0];
        var bytes = Utf8.Span;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The text without byte order mark.</summary>
    internal ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The offset of a byte told by line (from 0) and position in it, as the JSON reader tells it.</summary>
    internal int OffsetOf(long line, long bytePosition) =>
        (int)Math.Min(_lineStarts[(int)Math.Min(line, _lineStarts.Count - 1)] + bytePosition, Utf8.Length);

    /// <summary>Line and column, from 1, of a byte; columns count code points.</summary>
    internal (int Line, int Column) PlaceOf(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var column = 1;
        foreach (var unit in Utf8.Span[_lineStarts[line]..offset])
        {
            // Continuation bytes belong to the code point before them.
            column += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return (line + 1, column);
    }
}
