using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Makes cursors that only this process can have made, for one grant and session: a place in a list, under HMAC-SHA256 with a key that
/// lives as long as the process.
/// </summary>
internal sealed class CursorSeal
{
    private const int Plain = 1 + 8 + 4;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Seal(string grant, string? session, ListShape shape, long list, int offset)
    {
        var cursor = new byte[Plain + HMACSHA256.HashSizeInBytes];
        cursor[0] = shape.Number;
        BinaryPrimitives.WriteInt64BigEndian(cursor.AsSpan(1), list);
        BinaryPrimitives.WriteInt32BigEndian(cursor.AsSpan(9), offset);
        Sign(grant, session, cursor.AsSpan(0, Plain)).CopyTo(cursor, Plain);
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Where a cursor points; null where it was not made here for this grant, session and list.</summary>
    public (long List, int Offset)? OpenOrNull(string grant, string? session, ListShape shape, string cursor)
    {
        var bytes = new byte[Plain + HMACSHA256.HashSizeInBytes];
        if (cursor.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length) || length != bytes.Length)
        {
            return null;
        }

        var isOurs = CryptographicOperations.FixedTimeEquals(Sign(grant, session, bytes.AsSpan(0, Plain)), bytes.AsSpan(Plain));
        return isOurs && bytes[0] == shape.Number
            ? (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9)))
            : null;
    }

    private byte[] Sign(string grant, string? session, ReadOnlySpan<byte> place)
    {
        // Lengths first, so that no grant and session can be read as another pair.
        var owner = Encoding.UTF8.GetBytes($"{grant.Length}:{grant}{session?.Length ?? -1}:{session}");
        return HMACSHA256.HashData(_key, (byte[])[.. place, .. owner]);
    }
}
