using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Credentials;

/// <summary>Trades what is configured or stored for one server for access tokens. For one caller at a time.</summary>
internal sealed class TokenTrade(GatewayOptions options, OutgoingCalls calls, TimeProvider clock, ILogger logger, ICredentialVault? vault)
{
    private readonly RefreshTokens _refreshTokens = new(options.ServerId, vault, logger);
    private readonly SharedAccessShelf? _shared = vault is null ? null : new SharedAccessShelf(options.ServerId, vault, clock);

    /// <summary>How long a token is good whose life nobody says.</summary>
    /// <value>5 minutes.</value>
    public static TimeSpan UnsaidLife { get; } = TimeSpan.FromMinutes(5);

    private UpstreamOAuth Plan => options.OAuth!;

    private string Resource => Plan.Resource ?? options.Upstream!.AbsoluteUri;

    /// <summary>A token that is good, the one of another gateway of this store among them, or why there is none.</summary>
    /// <param name="refused">One that the server did not take; null for none.</param>
    /// <exception cref="StoreException">What is stored cannot be read, or nobody can keep others from trading at the same time.</exception>
    public async Task<TokenAnswer> TradeAsync(string? refused)
    {
        if (Plan.Grant != UpstreamGrant.RefreshToken || vault is null)
        {
            return await TradeInTurnAsync(refused);
        }

        using var turn = await CredentialTurn.WaitOrNullAsync(vault, options.ServerId, clock, CancellationToken.None);
        return turn is null ? Missing("another process has been asking for a token for too long") : await TradeInTurnAsync(refused);
    }

    private async Task<TokenAnswer> TradeInTurnAsync(string? refused)
    {
        if (await StoredAsync(CredentialNames.ClientId, Plan.ClientId) is not { } client)
        {
            return Missing("a client id is neither configured nor stored");
        }

        if (Plan is { Grant: UpstreamGrant.RefreshToken, Issuer: { } configured } && await StoredAsync(CredentialNames.Issuer, null) is { } stored && stored != configured)
        {
            return Missing($"the sign-in is of another authorization server than the configured one: run `catalog gateway login {options.ServerId}`");
        }

        var refresh = Plan.Grant == UpstreamGrant.RefreshToken ? await _refreshTokens.NextOrNullAsync() : null;
        if (Plan.Grant == UpstreamGrant.RefreshToken && refresh is null)
        {
            return Missing($"nobody signed in: run `catalog gateway login {options.ServerId}`");
        }

        string[] plan = [client, Plan.TokenAddress?.AbsoluteUri ?? "", await StoredAsync(CredentialNames.Issuer, Plan.Issuer) ?? "", Resource, .. Plan.Scopes];
        if (refresh is not null && await _shared!.FindOrNullAsync(refresh, plan, refused) is { } shared)
        {
            return shared;
        }

        var (address, inForm, failure) = await FindAddressAsync();
        if (address is null)
        {
            return Missing(failure!);
        }

        var endpoint = new TokenEndpoint(calls, address, Plan.IsPrivate, client, Plan.Key is null ? await StoredAsync(CredentialNames.ClientSecret, Plan.ClientSecret) : null, inForm, Plan.Key is null ? null : new ClientAssertion(Plan.Key, clock));
        var answer = await AskAsync(endpoint, refresh);
        if (answer.Error == "invalid_grant" && refresh is not null && await _refreshTokens.NextOrNullAsync() is { } other && other != refresh)
        {
            // Put there while it was shown: by a person, or by another gateway where the file system grants every lock.
            (refresh, answer) = (other, await AskAsync(endpoint, other));
        }

        if (answer.Access is not null && refresh is not null)
        {
            var next = answer.Refresh ?? refresh;
            if (await _refreshTokens.TryKeepAsync(next))
            {
                await _shared!.KeepAsync(answer.Access, answer.Life ?? UnsaidLife, next, plan);
            }
        }

        return answer;
    }

    private Task<TokenAnswer> AskAsync(TokenEndpoint endpoint, string? refresh)
    {
        List<KeyValuePair<string, string>> form = refresh is null
            ? [new("grant_type", "client_credentials")]
            : [new("grant_type", "refresh_token"), new("refresh_token", refresh)];
        if (Plan.Scopes.Count > 0)
        {
            form.Add(new("scope", string.Join(' ', Plan.Scopes)));
        }

        form.Add(new("resource", Resource));
        return endpoint.AskAsync(form, CancellationToken.None);
    }

    private async Task<(Uri? Address, bool InForm, string? Failure)> FindAddressAsync()
    {
        if (Plan.TokenAddress is { } configured)
        {
            return (configured, Plan.SecretInForm, null);
        }

        // INVARIANT: secrets go only where the operator, or a person at the login, meant them to go. The server is not asked for it: it could name its own.
        if (await StoredAsync(CredentialNames.Issuer, Plan.Issuer) is not { } issuer)
        {
            return (null, false, "its authorization server is neither configured nor stored");
        }

        var (metadata, failure) = await ServerDiscovery.FindAsync(calls, issuer, Plan.IsPrivate, CancellationToken.None);
        return metadata?.TokenAddress is { } address
            ? (address, Plan.SecretInForm || metadata.AuthMethods?.Contains("client_secret_basic", StringComparer.Ordinal) == false, null)
            : (null, false, failure ?? "its metadata names no fit token endpoint");
    }

    private async Task<string?> StoredAsync(string name, string? configured) =>
        configured ?? (vault is null ? null : await vault.FindOrNullAsync(options.ServerId, name, CancellationToken.None));

    private static TokenAnswer Missing(string why) => new(null, null, null, why, null);
}
