using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Catalog.Gateway.Approvals;

/// <summary>Secrets of those who may approve calls: made here, shown once, kept as salted hashes only.</summary>
public static class ApproverSecrets
{
    private const string Kind = "pbkdf2-sha256";
    private const int Iterations = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>A new secret: 43 characters of <c>[A-Za-z0-9_-]</c>, 256 random bits.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The text that is stored of a secret: kind, iterations, salt and hash, separated by <c>$</c>.</summary>
    public static string Hash(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Kind}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(secret, salt, Iterations))}";
    }

    /// <summary>Whether a secret is the one that was hashed; false for a stored text that cannot be read. Takes as long either way.</summary>
    public static bool Verify(string secret, string stored)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(stored);
        var parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Kind || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > 100_000_000)
        {
            return false;
        }

        var salt = new byte[64];
        var hash = new byte[64];
        return Convert.TryFromBase64String(parts[2], salt, out var saltLength)
            && Convert.TryFromBase64String(parts[3], hash, out var hashLength)
            && hashLength == HashBytes
            && CryptographicOperations.FixedTimeEquals(Derive(secret, salt.AsSpan(0, saltLength), iterations), hash.AsSpan(0, hashLength));
    }

    /// <summary>The approver whose secret this is; null where it is nobody's.</summary>
    /// <param name="secret">What the person typed.</param>
    /// <param name="approvers">Names and stored texts.</param>
    public static string? FindOrNull(string secret, IReadOnlyDictionary<string, string> approvers)
    {
        ArgumentNullException.ThrowIfNull(approvers);
        string? found = null;
        foreach (var (name, stored) in approvers)
        {
            found = Verify(secret, stored) ? name : found;
        }

        return found;
    }

    private static byte[] Derive(string secret, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, HashBytes);
}
