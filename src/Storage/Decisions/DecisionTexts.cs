using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions;

/// <summary>
/// The texts of one batch after the other: each is written once, in UTF-8, behind room for the hash before it, so that it is hashed and stored where it stands.
/// For the one writer of a log, which waits for the batch before.
/// </summary>
internal sealed class DecisionTexts
{
    private const int Usual = 64 * 1024;

    // What a rare batch of long entries took is given back.
    private const int MostKept = 4 * 1024 * 1024;

    private readonly List<int> _ends = [];
    private ArrayBufferWriter<byte> _buffer = new(Usual);
    private Utf8JsonWriter _writer;

    public DecisionTexts() => _writer = DecisionJson.NewWriter(_buffer);

    public int Count => _ends.Count;

    /// <summary>Writes another batch in the place of the one before.</summary>
    public void Fill(IReadOnlyList<DecisionLogEntry> entries)
    {
        _ends.Clear();
        if (_buffer.Capacity > MostKept)
        {
            _writer.Dispose();
            _buffer = new ArrayBufferWriter<byte>(Usual);
            _writer = DecisionJson.NewWriter(_buffer);
        }

        _buffer.ResetWrittenCount();
        foreach (var entry in entries)
        {
            _buffer.GetSpan(DecisionChain.Length);
            _buffer.Advance(DecisionChain.Length);
            DecisionJson.Write(entry, _writer);
            _ends.Add(_buffer.WrittenCount);
        }
    }

    /// <summary>The text of one; good until the next batch.</summary>
    public ReadOnlyMemory<byte> this[int index] => Whole(index)[DecisionChain.Length..];

    /// <summary>The hash of one.</summary>
    public byte[] Hash(int index, ReadOnlySpan<byte> previous) => DecisionChain.Next(previous, Whole(index).Span);

    private Memory<byte> Whole(int index) => MemoryMarshal.AsMemory(_buffer.WrittenMemory)[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];
}
