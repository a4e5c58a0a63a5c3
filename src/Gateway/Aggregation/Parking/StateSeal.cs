using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// Makes states that only this process can have made, for one grant: 16 random bytes under HMAC-SHA256 with a key that lives as long as the
/// process. What they stand for is kept here and never travels.
/// </summary>
internal sealed class StateSeal
{
    private const string Prefix = "org.toolrisk-catalog/input/";
    private const int Plain = 16;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(Plain + HMACSHA256.HashSizeInBytes);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string New(string grant)
    {
        var state = new byte[Plain + HMACSHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(state.AsSpan(0, Plain));
        Sign(grant, state.AsSpan(0, Plain)).CopyTo(state, Plain);
        return Prefix + Base64Url.EncodeToString(state);
    }

    /// <summary>Whether this process made a state for a grant.</summary>
    public bool IsOwn(string grant, string state)
    {
        var bytes = new byte[Plain + HMACSHA256.HashSizeInBytes];
        return state.Length == Length && state.StartsWith(Prefix, StringComparison.Ordinal)
            && Base64Url.TryDecodeFromChars(state.AsSpan(Prefix.Length), bytes, out var length) && length == bytes.Length
            && CryptographicOperations.FixedTimeEquals(Sign(grant, bytes.AsSpan(0, Plain)), bytes.AsSpan(Plain));
    }

    private byte[] Sign(string grant, ReadOnlySpan<byte> plain) => HMACSHA256.HashData(_key, (byte[])[.. plain, .. Encoding.UTF8.GetBytes(grant)]);
}
