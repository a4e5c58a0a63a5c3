using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>Signatures of the form that Standard Webhooks describes: HMAC-SHA256 over id, timestamp and body, each ended by a dot but the last.</summary>
internal static class WebhookKey
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int LeastBytes = 24;
    private const int MostSignatures = 10;

    /// <summary>The key that a text stands for: base64 after <c>whsec_</c>, else its own bytes; null where it is no key, or shorter than 24 bytes.</summary>
    public static byte[]? ReadOrNull(string text)
    {
        byte[] key;
        try
        {
            key = text.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(text[Prefix.Length..]) : Encoding.UTF8.GetBytes(text);
        }
        catch (FormatException)
        {
            return null;
        }

        return key.Length >= LeastBytes ? key : null;
    }

    /// <summary>The value of the signature's header.</summary>
    public static string Sign(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body) => Version + Convert.ToBase64String(Hash(key, id, timestamp, body));

    /// <summary>Whether one of the signatures of a header holds; takes as long whichever it is.</summary>
    public static bool Holds(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body, string header)
    {
        var expected = Hash(key, id, timestamp, body);
        var holds = false;
        foreach (var signature in header.Split(' ', MostSignatures + 1).Take(MostSignatures))
        {
            var given = new byte[HMACSHA256.HashSizeInBytes];
            holds |= signature.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[Version.Length..], given, out var length)
                && length == given.Length
                && CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return holds;
    }

    private static byte[] Hash(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
