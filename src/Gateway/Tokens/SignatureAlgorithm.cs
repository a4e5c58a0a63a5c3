using System.Security.Cryptography;

namespace Catalog.Gateway.Tokens;

/// <summary>An asymmetric signature of RFC 7518, bound to its kind of key. There is no other: neither <c>none</c> nor any that signs with a shared secret.</summary>
/// <param name="Name">As <c>alg</c> spells it.</param>
/// <param name="KeyType">The <c>kty</c> of its keys.</param>
/// <param name="Curve">The <c>crv</c> of its keys; null for RSA.</param>
/// <param name="Hash">The hash that is signed.</param>
/// <param name="Padding">The padding; null for elliptic curves.</param>
/// <param name="SignatureBytes">The length of its signatures; 0 for RSA, whose keys say it.</param>
internal sealed record SignatureAlgorithm(string Name, string KeyType, string? Curve, HashAlgorithmName Hash, RSASignaturePadding? Padding, int SignatureBytes)
{
    public static IReadOnlyList<SignatureAlgorithm> All { get; } =
    [
        new("RS256", "RSA", null, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, 0),
        new("RS384", "RSA", null, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, 0),
        new("RS512", "RSA", null, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, 0),
        new("PS256", "RSA", null, HashAlgorithmName.SHA256, RSASignaturePadding.Pss, 0),
        new("PS384", "RSA", null, HashAlgorithmName.SHA384, RSASignaturePadding.Pss, 0),
        new("PS512", "RSA", null, HashAlgorithmName.SHA512, RSASignaturePadding.Pss, 0),
        new("ES256", "EC", "P-256", HashAlgorithmName.SHA256, null, 64),
        new("ES384", "EC", "P-384", HashAlgorithmName.SHA384, null, 96),
        new("ES512", "EC", "P-521", HashAlgorithmName.SHA512, null, 132),
    ];

    /// <summary>The algorithm of a name, letter by letter; null where there is none.</summary>
    public static SignatureAlgorithm? FindOrNull(string name) => All.FirstOrDefault(algorithm => algorithm.Name == name);
}
