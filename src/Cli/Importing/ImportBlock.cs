using System.Buffers;

namespace Catalog.Cli.Importing;

/// <summary>A run of lines of a file of definitions, in bytes of the shared pool, and their rows. To be disposed of when nobody needs the lines any more.</summary>
/// <param name="first">The number of its first line.</param>
/// <param name="size">From how many bytes on it is full.</param>
internal sealed class ImportBlock(long first, int size) : IDisposable
{
    private readonly List<int> _ends = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The number of its first line, from 1.</summary>
    public long First => first;

    /// <summary>How many lines there are.</summary>
    public int Count => _ends.Count;

    /// <summary>Whether it should take no more.</summary>
    public bool IsFull => Length >= size;

    /// <summary>What is wrong with the line behind the last; null for nothing.</summary>
    public string? Problem { get; set; }

    /// <summary>What was read of the lines; their bytes are good until this is disposed of.</summary>
    public List<ImportRow> Rows { get; } = [];

    private int Length => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Takes a line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        var (length, end) = (Length, Length + line.Length);
        if (end > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(end);
            _bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        line.CopyTo(_bytes.AsSpan(length));
        _ends.Add(end);
    }

    /// <summary>A line, by its number among these from 0.</summary>
    public ReadOnlyMemory<byte> Line(int place)
    {
        var start = place == 0 ? 0 : _ends[place - 1];
        return _bytes.AsMemory(start, _ends[place] - start);
    }

    /// <summary>Gives the bytes back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
