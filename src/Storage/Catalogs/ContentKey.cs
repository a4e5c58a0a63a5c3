using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Storage.Catalogs;

/// <summary>
/// The SHA-256 of all that a stored text consists of: two texts have one key only if they are one text, also where somebody would like it otherwise.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContentKey(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>The key of some texts, one a line; the last may hold line ends, the others must not.</summary>
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

        Span<ulong> hash = stackalloc ulong[SHA256.HashSizeInBytes / sizeof(ulong)];
        SHA256.HashData(bytes.AsSpan(0, length), MemoryMarshal.AsBytes(hash));
        ArrayPool<byte>.Shared.Return(bytes);
        return new ContentKey(hash[0], hash[1], hash[2], hash[3]);
    }

    /// <summary>Its 32 bytes, as stored.</summary>
    public byte[] ToBytes()
    {
        ReadOnlySpan<ulong> parts = [First, Second, Third, Fourth];
        return MemoryMarshal.AsBytes(parts).ToArray();
    }

    /// <inheritdoc/>
    public override int GetHashCode() => First.GetHashCode();
}
