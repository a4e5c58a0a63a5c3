using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Catalogs;

namespace Catalog.Storage.Secrets;

/// <summary>Encrypts a secret so that it opens for its own server and name only (AES-256-GCM).</summary>
internal static class SecretEnvelope
{
    private const string Version = "v1";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string Seal(SecretKey key, string server, string name, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = key.Cipher();
        cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), BoundTo(key.Id, server, name));
        CryptographicOperations.ZeroMemory(plain);
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <summary>The id of the key of an envelope; empty where it is none.</summary>
    public static string KeyIdOf(string envelope) => envelope.Split('.') is [Version, var id, _] ? id : "";

    /// <summary>The secret.</summary>
    /// <exception cref="StoreException">The key is missing, or the envelope was changed, or belongs elsewhere.</exception>
    public static string Open(SecretKeyList keys, string server, string name, string envelope)
    {
        if (envelope.Split('.') is not [Version, var id, var text])
        {
            throw Broken(server, name);
        }

        if (keys.FindOrNull(id) is not { } key)
        {
            throw new StoreException($"the key `{id}` of {Called(server, name)} is not there: bring back the key file or CATALOG_KEY, or set it anew");
        }

        byte[] plain = [];
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            if (bytes.Length < NonceBytes + TagBytes)
            {
                throw Broken(server, name);
            }

            plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using var cipher = key.Cipher();
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain, BoundTo(id, server, name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw Broken(server, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    // Lengths stand before the names, so that no two pairs of them read the same.
    private static byte[] BoundTo(string keyId, string server, string name) => Encoding.UTF8.GetBytes($"catalog-credential {Version} {keyId} {server.Length}:{server} {name.Length}:{name}");

    private static StoreException Broken(string server, string name) => new($"{Called(server, name)} was changed or moved since it was stored: set it anew");

    private static string Called(string server, string name) => server.Length == 0 ? $"the secret `{name}`" : $"the credential `{name}` of `{server}`";
}
