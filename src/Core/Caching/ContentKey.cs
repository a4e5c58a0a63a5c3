using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Core.Caching;

/// <summary>
/// What tells some content from every other: 256 bits of a hash of its bytes. Whoever writes what is hashed would have to find two of one hash to have what was made of the one taken for what is made of the other.
/// </summary>
/// <param name="First">The first half.</param>
/// <param name="Second">The second half.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ContentKey(UInt128 First, UInt128 Second)
{
    /// <summary>The key of some bytes.</summary>
    public static ContentKey Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<ContentKey>(hash);
    }

    /// <summary>The key of some texts in UTF-8, one a line; the last may hold line ends, the others must not.</summary>
    public static ContentKey Of(params ReadOnlySpan<string> texts)
    {
        var most = texts.Length;
        foreach (var text in texts)
        {
            most += Encoding.UTF8.GetMaxByteCount(text.Length);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            if (i > 0)
            {
                bytes[length++] = (byte)'\n';
            }

            length += Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(length));
        }

        var key = Of(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return key;
    }

    /// <summary>Its 32 bytes, as stored: the hash as it is written.</summary>
    public byte[] ToBytes() => MemoryMarshal.AsBytes(new ReadOnlySpan<ContentKey>(in this)).ToArray();

    /// <inheritdoc/>
    public override int GetHashCode() => (int)First;
}
