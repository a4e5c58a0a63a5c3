using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.Credentials;

/// <summary>Proves the gateway to a token endpoint by a signature (RFC 7523, <c>private_key_jwt</c>): the key itself is shown to nobody.</summary>
/// <param name="key">What signs.</param>
/// <param name="clock">Says when.</param>
internal sealed class ClientAssertion(UpstreamKey key, TimeProvider clock)
{
    /// <summary>The type of the assertion, as the form names it.</summary>
    public const string Kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int SmallestRsa = 2048;
    private const string P256 = "1.2.840.10045.3.1.7";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>An assertion that is good once, for a minute.</summary>
    /// <param name="client">The client's id.</param>
    /// <param name="endpoint">The token endpoint, which is who it is for where the configuration names nobody else.</param>
    /// <returns>The assertion, or why there is none.</returns>
    public (string? Jwt, string? Failure) Sign(string client, Uri endpoint)
    {
        string pem;
        try
        {
            // Read each time: a key that was replaced is used at once.
            pem = File.ReadAllText(key.File);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, "its key file cannot be read");
        }

        return ProblemOrNull(pem) is { } problem ? (null, problem) : (Signed(pem, client, endpoint), null);
    }

    /// <summary>Why a text is no key that can sign; null where it is one.</summary>
    public static string? ProblemOrNull(string pem)
    {
        using var rsa = RsaOrNull(pem);
        using var ec = rsa is null ? EcOrNull(pem) : null;
        return rsa is { KeySize: >= SmallestRsa } || ec is not null
            ? null
            : rsa is not null ? $"its key is too short: make one of at least {SmallestRsa} bits" : "its key file holds no private key in PEM, of RSA or of the curve P-256, without a password";
    }

    private string Signed(string pem, string client, Uri endpoint)
    {
        using var rsa = RsaOrNull(pem);
        using var ec = rsa is null ? EcOrNull(pem) : null;
        var head = new Dictionary<string, string>(StringComparer.Ordinal) { ["alg"] = rsa is null ? "ES256" : "RS256", ["typ"] = "JWT" };
        if (key.Id is not null)
        {
            head["kid"] = key.Id;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = client,
            ["sub"] = client,
            ["aud"] = key.Audience ?? endpoint.AbsoluteUri,
            ["iat"] = now,
            ["exp"] = now + (long)Life.TotalSeconds,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        };
        var text = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(head))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(text);
        var signature = rsa?.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? ec!.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static RSA? RsaOrNull(string pem) => Imported(RSA.Create(), pem, static key => key.ExportParameters(includePrivateParameters: true).D is not null);

    private static ECDsa? EcOrNull(string pem) => Imported(ECDsa.Create(), pem, static key => key.ExportParameters(includePrivateParameters: true) is { D: not null, Curve.Oid: { } oid } && (oid.Value == P256 || oid.FriendlyName is "nistP256" or "ECDSA_P256"));

    private static T? Imported<T>(T key, string pem, Func<T, bool> isFit)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            if (isFit(key))
            {
                return key;
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            // Another kind of key, a public one, or none at all.
        }

        key.Dispose();
        return null;
    }
}
