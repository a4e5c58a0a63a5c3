using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Makes tokens, good ones and bad ones, with keys that the authorization server's double names.</summary>
internal static class TokenMaker
{
    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly ECDsa Curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly ECDsa Curve384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    public static readonly ECDsa Curve521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
    public static readonly RSA Stranger = RSA.Create(2048);
    private static readonly RSA Weak = RSA.Create(1024);

    /// <summary>Keys of every kind, also of kinds that may not be used.</summary>
    public static IReadOnlyList<JsonObject> PublicKeys { get; } =
    [
        Of(Rsa, "rsa"), Of(Curve, "ec", "P-256"), Of(Curve384, "ec384", "P-384"), Of(Curve521, "ec521", "P-521"),
        With(Of(Stranger, "for-encryption"), "use", "enc"), With(Of(Stranger, "only-ps"), "alg", "PS256"), Of(Weak, "weak"),
        new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["k"] = Encode("0123456789abcdef0123456789abcdef"u8) },
    ];

    public static JsonObject Of(RSA key, string id)
    {
        var parameters = key.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = id, ["use"] = "sig", ["n"] = Encode(parameters.Modulus), ["e"] = Encode(parameters.Exponent) };
    }

    public static JsonObject Of(ECDsa key, string id, string curve)
    {
        var parameters = key.ExportParameters(false);
        return new JsonObject { ["kty"] = "EC", ["kid"] = id, ["crv"] = curve, ["x"] = Encode(parameters.Q.X), ["y"] = Encode(parameters.Q.Y) };
    }

    /// <summary>A good token for a server.</summary>
    public static string Good(string issuer, string server = "a", string subject = "alice", string scope = "a:use", TimeSpan? life = null, string? keyId = "rsa", RSA? key = null) => Sign(
        new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = keyId }.ToJsonString(),
        Claims(issuer, server, subject, scope, life ?? TimeSpan.FromMinutes(5)).ToJsonString(),
        "RS256",
        key ?? Rsa);

    public static JsonObject Claims(string issuer, string server, string subject, string scope, TimeSpan life)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = subject,
            ["aud"] = "https://gateway.example.com/mcp" + (server == "*" ? "" : "/" + server),
            ["client_id"] = "client",
            ["iat"] = now - 10,
            ["exp"] = now + (long)life.TotalSeconds,
            ["scope"] = scope,
        };
    }

    /// <summary>Signs as an algorithm says, with a key that may be the wrong one.</summary>
    public static string Sign(string header, string claims, string algorithm, object key)
    {
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Encode(SignatureOf(Encoding.ASCII.GetBytes(signed), algorithm, key))}";
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static object KeyOf(string name) => name switch
    {
        "rsa" => Rsa,
        "ec" => Curve,
        "ec384" => Curve384,
        "ec521" => Curve521,
        "stranger" => Stranger,
        "weak" => Weak,
        "public-pem" => Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()),
        "public-modulus" => Rsa.ExportParameters(false).Modulus!,
        "shared" => "0123456789abcdef0123456789abcdef"u8.ToArray(),
        "empty" => Array.Empty<byte>(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such key"),
    };

    private static JsonObject With(JsonObject key, string name, string value)
    {
        key[name] = value;
        return key;
    }

    private static byte[] SignatureOf(byte[] signed, string algorithm, object key)
    {
        if (algorithm is "none" or "empty")
        {
            return [];
        }

        var hash = new HashAlgorithmName("SHA" + algorithm[2..5]);
        return key switch
        {
            byte[] secret => hash.Name switch
            {
                "SHA256" => HMACSHA256.HashData(secret, signed),
                "SHA384" => HMACSHA384.HashData(secret, signed),
                _ => HMACSHA512.HashData(secret, signed),
            },
            RSA rsa => rsa.SignData(signed, hash, algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
            ECDsa curve => curve.SignData(signed, hash, algorithm.EndsWith("-der", StringComparison.Ordinal) ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        };
    }
}
