using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Approvals;

/// <summary>
/// Secrets that were an approver's since the gateway started, by a keyed hash: they are known again at once, so that somebody who uses up all attempts
/// keeps nobody away who was here before. It makes nothing easier to guess: a secret has 256 random bits.
/// </summary>
internal sealed class KnownSecrets
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (string Stored, byte[] Hash)> _known = new(StringComparer.Ordinal);

    /// <summary>Notes that a secret is an approver's.</summary>
    /// <param name="approver">The approver.</param>
    /// <param name="stored">What is stored of the secret: once that is another, it is known no more.</param>
    /// <param name="secret">The secret.</param>
    public void Add(string approver, string stored, string secret) => _known[approver] = (stored, HashOf(secret));

    /// <summary>Whose secret it is; null where it was nobody's yet.</summary>
    /// <param name="secret">What was shown.</param>
    /// <param name="approvers">Names and stored texts, as they are now.</param>
    public string? FindOrNull(string secret, IReadOnlyDictionary<string, string> approvers)
    {
        var hash = HashOf(secret);
        string? found = null;
        foreach (var (approver, known) in _known)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, known.Hash) && approvers.GetValueOrDefault(approver) == known.Stored ? approver : found;
        }

        return found;
    }

    private byte[] HashOf(string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret));
}
