using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Storage.Decisions;

/// <summary>The chain of hashes: each is the SHA-256 of the one before and the entry's own text in UTF-8.</summary>
internal static class DecisionChain
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Start => new byte[Length];

    public static byte[] Next(ReadOnlySpan<byte> previous, string text)
    {
        var most = Length + Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            previous.CopyTo(bytes);
            var length = Length + Encoding.UTF8.GetBytes(text, bytes.AsSpan(Length));
            return SHA256.HashData(bytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>As above, for a text in UTF-8 that has room for the hash before it.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, Span<byte> roomAndText)
    {
        previous.CopyTo(roomAndText);
        return SHA256.HashData(roomAndText);
    }

    /// <summary>Whether a hash that a person noted is this one.</summary>
    public static bool IsHash(string noted, ReadOnlySpan<byte> hash) => string.Equals(noted, Shown(hash), StringComparison.OrdinalIgnoreCase);

    public static string Shown(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);
}
