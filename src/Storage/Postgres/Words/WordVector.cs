using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Catalog.Storage.Postgres.Words;

/// <summary>Words as the server's <c>tsvector</c>, in the form in which it sends and takes one, so that it has nothing to parse: each word once, in order, with its places.</summary>
internal static class WordVector
{
    // What the type holds; a word that stands further back, or more often, is found by where else it stands.
    private const int LastPlace = 16_383;
    private const int MostPlaces = 255;

    /// <summary>Writes one.</summary>
    /// <param name="a">The words that weigh most.</param>
    /// <param name="b">The words that weigh less.</param>
    /// <param name="c">The words that weigh still less.</param>
    /// <param name="d">The words that weigh least.</param>
    public static byte[] Write(IReadOnlyList<string> a, IReadOnlyList<string> b, IReadOnlyList<string> c, IReadOnlyList<string> d)
    {
        var words = new List<(string Word, ushort Place)>(a.Count + b.Count + c.Count + d.Count);
        Add(words, a, 3);
        Add(words, b, 2);
        Add(words, c, 1);
        Add(words, d, 0);

        // The place's upper bits are its weight: they do not count for the order.
        words.Sort(static (one, other) => string.CompareOrdinal(one.Word, other.Word) is not 0 and var order ? order : (one.Place & LastPlace) - (other.Place & LastPlace));
        var vector = new ArrayBufferWriter<byte>(4 + (12 * words.Count));
        vector.GetSpan(4);
        vector.Advance(4);
        var distinct = 0;
        for (int i = 0, next; i < words.Count; i = next, distinct++)
        {
            for (next = i + 1; next < words.Count && words[next].Word == words[i].Word; next++)
            {
            }

            Write(vector, words, i, Math.Min(next - i, MostPlaces));
        }

        var bytes = vector.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, distinct);
        return bytes;
    }

    private static void Add(List<(string Word, ushort Place)> words, IReadOnlyList<string> more, int weight)
    {
        for (var i = 0; i < more.Count && words.Count < LastPlace; i++)
        {
            words.Add((more[i], (ushort)((weight << 14) | (words.Count + 1))));
        }
    }

    private static void Write(ArrayBufferWriter<byte> vector, List<(string Word, ushort Place)> words, int from, int count)
    {
        vector.Advance(Encoding.UTF8.GetBytes(words[from].Word, vector.GetSpan(Encoding.UTF8.GetMaxByteCount(words[from].Word.Length))));
        var rest = vector.GetSpan(3 + (2 * count));
        rest[0] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(rest[1..], (ushort)count);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest[(3 + (2 * i))..], words[from + i].Place);
        }

        vector.Advance(3 + (2 * count));
    }
}
