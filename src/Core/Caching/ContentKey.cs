using System.Runtime.InteropServices;
using System.Security.Cryptography;

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

    /// <inheritdoc/>
    public override int GetHashCode() => (int)First;
}
