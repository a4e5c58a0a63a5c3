using System.Security.Cryptography;
using System.Text.Json;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Tokens;

/// <summary>A public key of an issuer (RFC 7517), and what it may be used for.</summary>
internal sealed class VerificationKey
{
    private const int ShortestModulus = 2048;
    private const int LongestModulus = 8192;

    private readonly string _type;
    private readonly string? _curve;
    private readonly string? _algorithm;
    private readonly RSAParameters _rsa;
    private readonly ECParameters _curvePoint;

    private VerificationKey(JsonElement key, string type, string? curve, RSAParameters rsa, ECParameters point)
    {
        (_type, _curve, _rsa, _curvePoint) = (type, curve, rsa, point);
        _algorithm = StrictJson.TextOrNull(key, "alg");
        Id = StrictJson.TextOrNull(key, "kid");
    }

    /// <summary>Its <c>kid</c>; null where it has none.</summary>
    public string? Id { get; }

    /// <summary>The key of a JWK; null where it is of no kind that is taken here, is for something else, or is not public.</summary>
    public static VerificationKey? OfOrNull(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || key.TryGetProperty("d", out _) || key.TryGetProperty("k", out _) || !IsForSignatures(key))
        {
            return null;
        }

        return StrictJson.TextOrNull(key, "kty") switch
        {
            "RSA" => RsaOrNull(key),
            "EC" => CurveOrNull(key),
            _ => null,
        };
    }

    public bool Fits(SignatureAlgorithm algorithm) =>
        algorithm.KeyType == _type && algorithm.Curve == _curve && (_algorithm is null || _algorithm == algorithm.Name);

    /// <summary>Whether a signature is of this key; the algorithm must fit.</summary>
    public bool Verifies(SignatureAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            // Made anew for each token: the classes make no promise to threads, and a token is verified once.
            if (algorithm.Padding is { } padding)
            {
                using var rsa = RSA.Create(_rsa);
                return signature.Length == _rsa.Modulus!.Length && rsa.VerifyData(signed, signature, algorithm.Hash, padding);
            }

            using var curve = ECDsa.Create(_curvePoint);
            return signature.Length == algorithm.SignatureBytes && curve.VerifyData(signed, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsForSignatures(JsonElement key)
    {
        var use = key.TryGetProperty("use", out var written) ? written.ValueKind == JsonValueKind.String ? written.GetString() : "" : "sig";
        return use == "sig" && (!key.TryGetProperty("key_ops", out _) || StrictJson.TextsOrNull(key, "key_ops")?.Contains("verify", StringComparer.Ordinal) == true);
    }

    private static VerificationKey? RsaOrNull(JsonElement key)
    {
        if (BytesOrNull(key, "n") is not { Length: > 0 } modulus || BytesOrNull(key, "e") is not { Length: > 0 and <= 8 } exponent)
        {
            return null;
        }

        modulus = modulus.AsSpan().TrimStart((byte)0).ToArray();
        var bits = modulus.Length * 8;
        var isSound = bits is >= ShortestModulus and <= LongestModulus && (modulus[^1] & 1) == 1 && (exponent[^1] & 1) == 1 && exponent is not [1];
        return isSound ? new VerificationKey(key, "RSA", null, new RSAParameters { Modulus = modulus, Exponent = exponent }, default) : null;
    }

    private static VerificationKey? CurveOrNull(JsonElement key)
    {
        var name = StrictJson.TextOrNull(key, "crv");
        var (curve, length) = name switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => (default, 0),
        };
        if (length == 0 || BytesOrNull(key, "x") is not { } x || BytesOrNull(key, "y") is not { } y || x.Length != length || y.Length != length)
        {
            return null;
        }

        var point = new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } };
        try
        {
            // A point beside the curve is found here.
            using var made = ECDsa.Create(point);
            return new VerificationKey(key, "EC", name, default, point);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? BytesOrNull(JsonElement key, string name) => StrictJson.TextOrNull(key, name) is { Length: <= 4096 } text ? StrictBase64Url.DecodeOrNull(text) : null;
}
