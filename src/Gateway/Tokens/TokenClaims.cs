using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Tokens;

/// <summary>Checks the claims of a token whose signature is good (RFC 9068, RFC 8725).</summary>
internal static class TokenClaims
{
    /// <summary>What begins the id of every grant that stands for tokens; no declared or stored grant has a colon.</summary>
    public const string GrantPrefix = "oauth:";

    /// <summary>Whether a grant stands for tokens.</summary>
    public static bool IsGrant(string id) => id.StartsWith(GrantPrefix, StringComparison.Ordinal);

    private const int LongestSubject = 256;
    private const int MostValues = 256;

    // Of tokens that are for something else: the client itself, a notice of a logout, a key that the caller would have to prove.
    private static readonly string[] Foreign = ["nonce", "at_hash", "c_hash", "events", "cnf"];

    /// <summary>What the token says, or in words what is wrong with it; both where nothing is wrong but that it has expired.</summary>
    public static (VerifiedToken? Token, string? Problem) Read(CompactToken token, TokenIssuer issuer, DateTimeOffset now)
    {
        var claims = token.Claims;
        if (token.Type is not { } type || !issuer.TokenTypes.Contains(type, StringComparer.Ordinal))
        {
            return (null, "is of a type (`typ`) that is not taken");
        }

        if (Array.Find(Foreign, name => claims.TryGetProperty(name, out _)) is { } foreign)
        {
            return (null, foreign == "cnf" ? "is bound to a key (`cnf`), which the gateway cannot check" : $"is no access token, for it has `{foreign}`");
        }

        if (TimesProblemOrNull(claims, issuer.Skew, now, out var refusedAt) is { } problem)
        {
            return (null, problem);
        }

        if (StrictJson.TextOrNull(claims, "sub") is not { Length: > 0 and <= LongestSubject } subject || StrictJson.TextOrNull(claims, "iss") != issuer.Issuer)
        {
            return (null, "has no subject (`sub`)");
        }

        if (IsNoText(claims, "client_id") || IsNoText(claims, "azp") || IsNoText(claims, "jti"))
        {
            return (null, "has a client or an id that is no text");
        }

        var (client, party) = (StrictJson.TextOrNull(claims, "client_id"), StrictJson.TextOrNull(claims, "azp"));
        if (client is not null && party is not null && client != party)
        {
            return (null, "names two clients");
        }

        client ??= party;
        if (issuer.Clients.Count > 0 && (client is null || !issuer.Clients.Contains(client, StringComparer.Ordinal)))
        {
            return (null, "was given to a client that is not allowed here");
        }

        if (ListOrNull(claims, "aud", split: false) is not { Count: > 0 } audiences)
        {
            return (null, "has no audience (`aud`)");
        }

        if (ScopesOrNull(claims) is not { } scopes)
        {
            return (null, "has scopes that are no texts");
        }

        return (
            new VerifiedToken
            {
                Issuer = issuer,
                Subject = subject,
                Client = client,
                Id = StrictJson.TextOrNull(claims, "jti"),
                Audiences = audiences,
                Scopes = scopes,
                RefusedAt = refusedAt,
                Claims = WithScopes(claims, scopes),
                Grant = GrantOf(issuer, subject, client),
                Label = LabelOf(claims, issuer.LabelClaim, subject),
            },
            now >= refusedAt ? "has expired" : null);
    }

    /// <summary>The id of a caller's grant. Lengths stand between the parts, so that no two callers share one.</summary>
    private static string GrantOf(TokenIssuer issuer, string subject, string? client)
    {
        var text = $"{issuer.Issuer.Length}:{issuer.Issuer}{subject.Length}:{subject}{client?.Length ?? -1}:{client}";
        return $"{GrantPrefix}{issuer.Name}:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";
    }

    private static string? TimesProblemOrNull(JsonElement claims, TimeSpan skew, DateTimeOffset now, out DateTimeOffset refusedAt)
    {
        refusedAt = default;
        var isMissing = !claims.TryGetProperty("exp", out _);
        if (!TryMoment(claims, "exp", out var expires) || !TryMoment(claims, "nbf", out var begins) || !TryMoment(claims, "iat", out var issued))
        {
            return "has a time that is none";
        }

        if (isMissing)
        {
            return "has no end (`exp`)";
        }

        refusedAt = expires!.Value + skew;
        return begins > now + skew ? "is not good yet"
            : issued > now + skew ? "was issued in the future"
            : issued >= expires || begins >= expires ? "ends before it begins"
            : null;
    }

    private static bool TryMoment(JsonElement claims, string name, out DateTimeOffset? moment)
    {
        moment = null;
        if (!claims.TryGetProperty(name, out var value))
        {
            return true;
        }

        // Up to the year 9999, less what a skew may add.
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is not (>= 0 and < 253_402_000_000))
        {
            return false;
        }

        moment = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static IReadOnlyList<string>? ScopesOrNull(JsonElement claims) =>
        claims.TryGetProperty("scope", out _) ? ListOrNull(claims, "scope", split: true)
        : claims.TryGetProperty("scp", out _) ? ListOrNull(claims, "scp", split: true)
        : [];

    private static IReadOnlyList<string>? ListOrNull(JsonElement claims, string name, bool split)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return null;
        }

        var list = value.ValueKind == JsonValueKind.String
            ? split ? value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [value.GetString()!]
            : StrictJson.TextsOrNull(claims, name);
        return list?.Count <= MostValues ? list : null;
    }

    private static bool IsNoText(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String;

    private static string LabelOf(JsonElement claims, string claim, string subject)
    {
        var label = StrictJson.TextOrNull(claims, claim) is { Length: > 0 } named ? named : subject;
        return label.Length > 200 ? label[..(char.IsHighSurrogate(label[199]) ? 199 : 200)] : label;
    }

    /// <summary>The claims as policies see them: as they are, and <c>scopes</c> as a list, however the token spells them.</summary>
    private static JsonElement WithScopes(JsonElement claims, IReadOnlyList<string> scopes)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            foreach (var member in claims.EnumerateObject().Where(static m => !m.NameEquals("scopes")))
            {
                member.WriteTo(writer);
            }

            writer.WriteStartArray("scopes");
            foreach (var scope in scopes)
            {
                writer.WriteStringValue(scope);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(written.ToArray());
        return document.RootElement.Clone();
    }
}
