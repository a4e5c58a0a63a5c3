using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Tokens;

/// <summary>The keys of an issuer at one moment. Never changes.</summary>
internal sealed class KeySet
{
    private const int MaxKeys = 100;

    private readonly VerificationKey[] _keys;

    private KeySet(VerificationKey[] keys, string version) => (_keys, Version) = (keys, version);

    /// <summary>Equal for equal sets.</summary>
    public string Version { get; }

    /// <summary>The set of a JWKS document; null where it is none, or holds no key that is of use.</summary>
    public static KeySet? OfOrNull(byte[] utf8)
    {
        if (StrictJson.ObjectOrNull(utf8) is not { } document || !document.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var keys = list.EnumerateArray().Take(MaxKeys).Select(VerificationKey.OfOrNull).OfType<VerificationKey>().ToArray();
        return keys.Length == 0 ? null : new KeySet(keys, Convert.ToHexString(SHA256.HashData(utf8)));
    }

    /// <summary>The one key for a token; null where there is none, or where the token does not say which of several.</summary>
    /// <param name="id">The token's <c>kid</c>; null where it names none.</param>
    /// <param name="algorithm">The token's algorithm.</param>
    public VerificationKey? FindOrNull(string? id, SignatureAlgorithm algorithm)
    {
        var fit = _keys.Where(key => key.Fits(algorithm) && (id is null || key.Id == id)).Take(2).ToArray();
        return fit.Length == 1 ? fit[0] : null;
    }
}
