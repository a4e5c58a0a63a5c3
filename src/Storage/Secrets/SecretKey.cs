using System.Security.Cryptography;

namespace Catalog.Storage.Secrets;

/// <summary>A key of 256 bits. Disposing forgets it.</summary>
internal sealed class SecretKey : IDisposable
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    public SecretKey(byte[] key)
    {
        _key = key;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. "catalog-key-id"u8, .. key], digest);
        Id = Convert.ToHexStringLower(digest[..8]);
    }

    /// <summary>Tells keys apart and says nothing of them, 16 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>A new key.</summary>
    public static SecretKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A key as people keep it: Base64 or hexadecimal digits of 32 bytes; null for anything else.</summary>
    public static SecretKey? ParseOrNull(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 2 * Bytes && trimmed.All(char.IsAsciiHexDigit))
        {
            return new SecretKey(Convert.FromHexString(trimmed));
        }

        var bytes = new byte[Bytes + 3];
        var isKey = Convert.TryFromBase64String(trimmed, bytes, out var written) && written == Bytes;
        var key = isKey ? new SecretKey(bytes[..Bytes]) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    public AesGcm Cipher() => new(_key, AesGcm.TagByteSizes.MaxSize);

    public string Text() => Convert.ToBase64String(_key);

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
