using System.Text;
using System.Text.Json;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Tokens;

/// <summary>A signed token (RFC 7515, compact), taken apart and not yet believed.</summary>
internal sealed record CompactToken
{
    /// <summary>Characters of the longest token.</summary>
    public const int LongestToken = 16 * 1024;

    private static readonly string[] Foreign = ["crit", "jku", "jwk", "x5u", "zip", "enc", "b64", "epk"];

    public required SignatureAlgorithm Algorithm { get; init; }

    /// <summary>Its <c>typ</c> in lower case without <c>application/</c>; null where it has none.</summary>
    public required string? Type { get; init; }

    public required string? KeyId { get; init; }

    public required JsonElement Claims { get; init; }

    public required byte[] Signed { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>Whether a bearer token has the shape of a signed one; no token of a grant made by the gateway has.</summary>
    public static bool IsLikely(string token) => token.StartsWith("ey", StringComparison.Ordinal) && token.AsSpan().Count('.') == 2;

    /// <summary>The token, or in words what is wrong with it.</summary>
    public static (CompactToken? Token, string? Problem) Read(string text)
    {
        if (text.Length > LongestToken)
        {
            return (null, $"is longer than {LongestToken} characters");
        }

        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            return (null, "has not three parts");
        }

        if (StrictBase64Url.DecodeOrNull(parts[0]) is not { } head || StrictBase64Url.DecodeOrNull(parts[1]) is not { } body || StrictBase64Url.DecodeOrNull(parts[2]) is not { } signature)
        {
            return (null, "is not base64url without padding");
        }

        if (StrictJson.ObjectOrNull(head) is not { } header || StrictJson.ObjectOrNull(body) is not { } claims)
        {
            return (null, "does not hold JSON objects without doubled members");
        }

        if (Array.Find(Foreign, name => header.TryGetProperty(name, out _)) is { } foreign)
        {
            return (null, $"has `{foreign}` in its header, which is not taken");
        }

        if (IsNoText(header, "kid") || IsNoText(header, "typ") || IsNoText(header, "cty") || StrictJson.TextOrNull(header, "kid") is { Length: > 256 } || StrictJson.TextOrNull(header, "cty") is { } content && content.Equals("JWT", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "has a header that is not one of an access token");
        }

        if (StrictJson.TextOrNull(header, "alg") is not { } name || SignatureAlgorithm.FindOrNull(name) is not { } algorithm)
        {
            return (null, "is signed in a way that is not taken");
        }

        var type = StrictJson.TextOrNull(header, "typ")?.ToLowerInvariant();
        return (
            new CompactToken
            {
                Algorithm = algorithm,
                Type = type?.StartsWith("application/", StringComparison.Ordinal) == true ? type["application/".Length..] : type,
                KeyId = StrictJson.TextOrNull(header, "kid"),
                Claims = claims,
                Signed = Encoding.ASCII.GetBytes(text[..(parts[0].Length + 1 + parts[1].Length)]),
                Signature = signature,
            },
            null);
    }

    private static bool IsNoText(JsonElement header, string name) => header.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String;
}
