using System.Runtime.InteropServices;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// Finds members that one object names twice, at any depth, after unescaping. Costs n·log n at worst whatever the sender chooses: small
/// objects are compared pair by pair, large ones are sorted when they close.
/// </summary>
internal sealed class KeyLedger
{
    private const int Small = 12;

    private readonly List<Key> _keys = [];
    private readonly List<int> _frames = [];
    private byte[] _unescaped = new byte[256];
    private int _unescapedLength;

    public void Reset()
    {
        _keys.Clear();
        _frames.Clear();
        _unescapedLength = 0;
        if (_unescaped.Length > 1 << 16)
        {
            _unescaped = new byte[256];
            _keys.TrimExcess();
        }
    }

    public void Open() => _frames.Add(_keys.Count);

    /// <summary>Notes a member of the innermost open object.</summary>
    /// <param name="start">Where its name stands in the message.</param>
    /// <param name="name">The name as written, without quotes.</param>
    /// <param name="unescaped">The name unescaped, where it is not as written; else empty.</param>
    /// <param name="escaped">Whether <paramref name="unescaped"/> is to be taken.</param>
    public void Add(int start, ReadOnlySpan<byte> name, ReadOnlySpan<byte> unescaped, bool escaped)
    {
        var hash = new HashCode();
        if (!escaped)
        {
            hash.AddBytes(name);
            _keys.Add(new Key(start, name.Length, Escaped: false, hash.ToHashCode()));
            return;
        }

        if (_unescapedLength + unescaped.Length > _unescaped.Length)
        {
            Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedLength + unescaped.Length));
        }

        unescaped.CopyTo(_unescaped.AsSpan(_unescapedLength));
        hash.AddBytes(unescaped);
        _keys.Add(new Key(_unescapedLength, unescaped.Length, Escaped: true, hash.ToHashCode()));
        _unescapedLength += unescaped.Length;
    }

    /// <summary>Closes the innermost open object.</summary>
    /// <returns>False where it names a member twice.</returns>
    public bool Close(ReadOnlySpan<byte> message)
    {
        var first = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        var keys = CollectionsMarshal.AsSpan(_keys)[first..];
        var single = keys.Length <= Small ? PairsDiffer(keys, message) : SortedDiffer(keys, message);
        _keys.RemoveRange(first, _keys.Count - first);
        return single;
    }

    private bool PairsDiffer(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> message)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (keys[i].Hash == keys[j].Hash && Text(keys[i], message).SequenceEqual(Text(keys[j], message)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool SortedDiffer(Span<Key> keys, ReadOnlySpan<byte> message)
    {
        // A comparer cannot hold a span, so equal hashes are ordered by a second look below.
        keys.Sort(static (a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Length.CompareTo(b.Length));
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end].Hash == keys[start].Hash && keys[end].Length == keys[start].Length)
            {
                end++;
            }

            if (end - start > 1 && !GroupDiffers(keys[start..end], message))
            {
                return false;
            }

            start = end;
        }

        return true;
    }

    private bool GroupDiffers(ReadOnlySpan<Key> keys, ReadOnlySpan<byte> message)
    {
        if (keys.Length <= Small)
        {
            return PairsDiffer(keys, message);
        }

        // So many equal hashes are no accident; strings make the comparison linear again.
        var seen = new HashSet<string>(keys.Length, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (!seen.Add(Convert.ToHexString(Text(key, message))))
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<byte> Text(Key key, ReadOnlySpan<byte> message) =>
        key.Escaped ? _unescaped.AsSpan(key.Start, key.Length) : message.Slice(key.Start, key.Length);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(int Start, int Length, bool Escaped, int Hash);
}
