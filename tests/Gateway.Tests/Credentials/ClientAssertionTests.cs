using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Credentials;

namespace Catalog.Gateway.Tests.Credentials;

public sealed class ClientAssertionTests : IDisposable
{
    private static readonly Uri Endpoint = new("https://login.example.com/token");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EllipticKey_Signs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (head, claims, text, signature) = Parts(Sign(key.ExportECPrivateKeyPem(), id: "k1", audience: null));
        Assert.Equal(("ES256", "k1"), (head.GetProperty("alg").GetString(), head.GetProperty("kid").GetString()));
        Assert.True(key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(("me", "me", Endpoint.AbsoluteUri), (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public void RsaKey_Signs_ForWhomTheConfigurationNames_EachTimeAnew()
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportPkcs8PrivateKeyPem();
        var (head, claims, text, signature) = Parts(Sign(pem, id: null, audience: "https://login.example.com"));
        Assert.Equal("RS256", head.GetProperty("alg").GetString());
        Assert.False(head.TryGetProperty("kid", out _));
        Assert.True(key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("https://login.example.com", claims.GetProperty("aud").GetString());
        Assert.NotEqual(claims.GetProperty("jti").GetString(), Parts(Sign(pem, null, null)).Claims.GetProperty("jti").GetString());
    }

    [Fact]
    public void KeysThatAreNotFit_AreRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var small = RSA.Create(1024);
        using var fit = RSA.Create(2048);
        Assert.Contains("P-256", ClientAssertion.ProblemOrNull(other.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.Contains("too short", ClientAssertion.ProblemOrNull(small.ExportPkcs8PrivateKeyPem()), StringComparison.Ordinal);
        Assert.NotNull(ClientAssertion.ProblemOrNull(fit.ExportSubjectPublicKeyInfoPem()));
        Assert.NotNull(ClientAssertion.ProblemOrNull("no key"));
        Assert.Contains("cannot be read", new ClientAssertion(new UpstreamKey(_folder.File("gone.pem"), null, null), TimeProvider.System).Sign("me", Endpoint).Failure, StringComparison.Ordinal);
    }

    private string Sign(string pem, string? id, string? audience)
    {
        File.WriteAllText(_folder.File("key.pem"), pem);
        var (jwt, failure) = new ClientAssertion(new UpstreamKey(_folder.File("key.pem"), id, audience), TimeProvider.System).Sign("me", Endpoint);
        return jwt ?? throw new InvalidOperationException(failure);
    }

    private static (JsonElement Head, JsonElement Claims, byte[] Text, byte[] Signature) Parts(string jwt)
    {
        var parts = jwt.Split('.');
        return (Read(parts[0]), Read(parts[1]), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
    }

    private static JsonElement Read(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.Clone();
    }
}
