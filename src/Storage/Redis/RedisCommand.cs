using System.Buffers;
using System.Globalization;
using System.Text;

namespace Catalog.Storage.Redis;

/// <summary>Commands as bytes: a list of strings, each with its length, so that no argument can be taken for another.</summary>
internal static class RedisCommand
{
    public static byte[] Of(params IReadOnlyList<string> words)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        Head(bytes, '*', words.Count);
        foreach (var word in words)
        {
            Head(bytes, '$', Encoding.UTF8.GetByteCount(word));
            Encoding.UTF8.GetBytes(word, bytes);
            bytes.Write("\r\n"u8);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Head(ArrayBufferWriter<byte> bytes, char kind, int number)
    {
        var span = bytes.GetSpan(16);
        span[0] = (byte)kind;
        number.TryFormat(span[1..], out var length, default, CultureInfo.InvariantCulture);
        span[length + 1] = (byte)'\r';
        span[length + 2] = (byte)'\n';
        bytes.Advance(length + 3);
    }
}
