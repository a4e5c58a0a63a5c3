using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// Makes states that only this process can have made, for one thing: 16 random bytes under HMAC-SHA256 with a key that lives as long as the
/// process. What they stand for is kept here and never travels.
/// </summary>
/// <param name="prefix">How they begin.</param>
internal sealed class StateSeal(string prefix)
{
    private const int Plain = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <param name="bound">What it is good for: a grant, or more.</param>
    public string New(string bound)
    {
        var state = new byte[Plain + HMACSHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(state.AsSpan(0, Plain));
        Sign(bound, state.AsSpan(0, Plain)).CopyTo(state, Plain);
        return prefix + Base64Url.EncodeToString(state);
    }

    /// <summary>Whether this process made a state for this thing.</summary>
    public bool IsOwn(string bound, string state)
    {
        var bytes = new byte[Plain + HMACSHA256.HashSizeInBytes];
        return state.Length == prefix.Length + Base64Url.GetEncodedLength(Plain + HMACSHA256.HashSizeInBytes) && state.StartsWith(prefix, StringComparison.Ordinal)
            && Base64Url.TryDecodeFromChars(state.AsSpan(prefix.Length), bytes, out var length) && length == bytes.Length
            && CryptographicOperations.FixedTimeEquals(Sign(bound, bytes.AsSpan(0, Plain)), bytes.AsSpan(Plain));
    }

    private byte[] Sign(string bound, ReadOnlySpan<byte> plain) => HMACSHA256.HashData(_key, (byte[])[.. plain, .. Encoding.UTF8.GetBytes(bound)]);
}
