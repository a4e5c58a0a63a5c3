using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Reads facts that a worker sent. The worker is not trusted: counts, kinds, depth and lengths are checked before anything is allocated for them.</summary>
internal ref struct FactReader
{
    private static readonly FactKind LastKind = Enum.GetValues<FactKind>().Max();
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly DeferredPlace _part;
    private readonly Func<DeferredPlace, FactNode[]>? _load;
    private int _position;

    private FactReader(ReadOnlySpan<byte> bytes, DeferredPlace part, Func<DeferredPlace, FactNode[]>? load)
    {
        _bytes = bytes;
        _part = part;
        _load = load;
    }

    /// <summary>The facts in a frame.</summary>
    /// <param name="bytes">The frame.</param>
    /// <param name="part">The part of the file that was parsed, so that places in it become places in the file.</param>
    /// <param name="load">Has a part of the file parsed that was left out; null where none may be.</param>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="FactWriter"/> writes, or pass <see cref="FactLimits"/>.</exception>
    public static FileFacts Read(ReadOnlySpan<byte> bytes, DeferredPlace part, Func<DeferredPlace, FactNode[]>? load = null)
    {
        var reader = new FactReader(bytes, part, load);
        var errors = reader.Int();
        var cut = reader.Int();
        var imports = reader.Texts();
        var texts = reader.Texts();
        var count = reader.Count(FactLimits.Nodes);
        var nodes = 0;
        var root = reader.ReadNode(texts, count, ref nodes, 0);
        if (reader._position != bytes.Length)
        {
            throw new InvalidDataException("bytes follow the facts");
        }

        return new FileFacts { Root = root, Imports = imports, Errors = errors, Cut = cut, Nodes = nodes };
    }

    private FactNode ReadNode(string[] texts, int count, ref int nodes, int depth)
    {
        if (++nodes > count || depth > FactLimits.FactDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InvalidDataException("the facts are larger or deeper than they say");
        }

        var kind = (FactKind)Byte();
        if (kind > LastKind)
        {
            throw new InvalidDataException($"`{(byte)kind}` is no kind of fact");
        }

        var flags = (FactFlags)Int();
        var line = Int();
        var column = Int();
        column += line == 1 ? _part.Column - 1 : 0;
        line += _part.Line - 1;
        var text = Int();
        if (text > texts.Length)
        {
            throw new InvalidDataException("a text is missing");
        }

        var children = Count(count - nodes);
        if (kind == FactKind.Absent)
        {
            return FactNode.Absent;
        }

        if (kind == FactKind.Deferred)
        {
            return children == 0 && text > 0 ? Deferred(texts[text - 1], line, column) : throw new InvalidDataException("what is left out has parts");
        }

        var list = children == 0 ? [] : new FactNode[children];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = ReadNode(texts, count, ref nodes, depth + 1);
        }

        return new FactNode(kind, text == 0 ? null : texts[text - 1], list, line, column, flags);
    }

    private readonly DeferredBlock Deferred(string place, int line, int column)
    {
        var space = place.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && int.TryParse(place.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(place.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && start <= _part.Length && length <= _part.Length - start && length < _part.Length && _load is not null
            ? new DeferredBlock(new DeferredPlace(_part.Start + start, length, line, column), _load)
            : throw new InvalidDataException("what is left out is no part of the file");
    }

    private string[] Texts()
    {
        var count = Count(_bytes.Length - _position);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            var bytes = checked(Count(FactLimits.Frame / 2) * 2);
            if (bytes > _bytes.Length - _position)
            {
                throw new InvalidDataException("a text is cut");
            }

            texts[i] = new string(MemoryMarshal.Cast<byte, char>(_bytes.Slice(_position, bytes)));
            _position += bytes;
        }

        return texts;
    }

    private int Count(int most)
    {
        var count = Int();
        return count <= most ? count : throw new InvalidDataException("a count is beyond what can follow");
    }

    private byte Byte() => _position < _bytes.Length ? _bytes[_position++] : throw new InvalidDataException("the facts are cut");

    private int Int()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Byte();
            value |= (uint)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException("a number is negative");
            }
        }

        throw new InvalidDataException("a number is too long");
    }
}
