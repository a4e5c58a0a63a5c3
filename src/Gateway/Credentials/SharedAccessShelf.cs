using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;

namespace Catalog.Gateway.Credentials;

/// <summary>
/// The access token that the gateways of one store share for one server: whoever comes after another takes what that one got. Some authorization servers end
/// the access token before with each refresh, so that gateways which each had their own would end each other's for ever.
/// </summary>
internal sealed class SharedAccessShelf(string server, ICredentialVault vault, TimeProvider clock)
{
    /// <summary>One that need not be replaced yet; null where there is none.</summary>
    /// <param name="refresh">The refresh token that is stored now.</param>
    /// <param name="plan">What it is to be for.</param>
    /// <param name="refused">One that the server did not take; null for none.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<TokenAnswer?> FindOrNullAsync(string refresh, IEnumerable<string> plan, string? refused)
    {
        if (await vault.FindOrNullAsync(server, CredentialNames.AccessToken, CancellationToken.None) is not { } text || ReadOrNull(text) is not { } stored)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var at = DateTimeOffset.FromUnixTimeMilliseconds(stored.At);
        var life = TimeSpan.FromMilliseconds(stored.Life);
        return at <= now && now < UpstreamTokens.FreshUntil(at, life) && stored.Access != refused && stored.Refresh == HashOf([refresh]) && stored.Plan == HashOf(plan)
            ? new TokenAnswer(stored.Access, null, at + life - now, null, null)
            : null;
    }

    /// <summary>Shares one that was just given. Where it cannot be stored the others ask for one of their own.</summary>
    public async Task KeepAsync(string access, TimeSpan life, string refresh, IEnumerable<string> plan)
    {
        var stored = new SharedAccess(access, clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)life.TotalMilliseconds, HashOf([refresh]), HashOf(plan));
        try
        {
            await vault.SetAsync(server, CredentialNames.AccessToken, JsonSerializer.Serialize(stored), CancellationToken.None);
        }
        catch (StoreException)
        {
            // A store that cannot be written is told of where it matters: with the refresh token, and by the decision log.
        }
    }

    private static SharedAccess? ReadOrNull(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SharedAccess>(text) is { Access: not null, At: >= 0, Life: >= 0 } stored && stored.At < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / 2 && stored.Life < TimeSpan.FromDays(3650).TotalMilliseconds ? stored : null;
        }
        catch (JsonException)
        {
            // Of another version.
            return null;
        }
    }

    // As JSON, so that no two lists make one text.
    private static string HashOf(IEnumerable<string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(texts))));
}
