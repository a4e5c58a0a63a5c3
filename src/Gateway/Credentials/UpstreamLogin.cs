using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;

namespace Catalog.Gateway.Credentials;

/// <summary>Signs a person in at a server's authorization server, and stores what the gateway needs to act for that person (RFC 6749 with PKCE, RFC 8252).</summary>
public static class UpstreamLogin
{
    /// <summary>Waits for the person, who comes back to a listener on loopback.</summary>
    /// <param name="server">The server, with an address and <see cref="GatewayOptions.OAuth"/>.</param>
    /// <param name="vault">Where the refresh token goes, with the client's id and the issuer that they are for.</param>
    /// <param name="show">Shows the person the address to open.</param>
    /// <param name="patience">How long the person may take.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null once it is stored; else why it is not, one sentence without a final period.</returns>
    /// <exception cref="StoreException">The vault cannot be used.</exception>
    public static async Task<string?> RunAsync(GatewayOptions server, ICredentialVault vault, Func<Uri, Task> show, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(show);
        if (server is not { OAuth: { } plan, Upstream: { } upstream })
        {
            return $"the server `{server.ServerId}` has no `oauth`: write `oauth: {{grant: refresh_token}}` beside its `url`";
        }

        using var calls = new OutgoingCalls(clock);
        var (issuer, unknown) = plan.Issuer is { } named ? (named, null) : await ResourceDiscovery.FindIssuerAsync(calls, upstream, plan.IsPrivate, cancellationToken);
        if (issuer is null)
        {
            return unknown;
        }

        var (metadata, failure) = await ServerDiscovery.FindAsync(calls, issuer, plan.IsPrivate, cancellationToken);
        if (metadata is not { AuthorizeAddress: { } authorize, TokenAddress: { } token })
        {
            return $"the authorization server `{issuer}` cannot be used: {failure ?? "its metadata names no fit addresses"}";
        }

        if (metadata.ChallengeMethods?.Contains("S256", StringComparer.Ordinal) != true)
        {
            return $"the authorization server `{issuer}` does not say that it knows PKCE with S256, without which a code could be stolen";
        }

        await using var listener = await LoginListener.StartAsync(issuer, metadata.NamesItself, cancellationToken);
        var (client, secret, unregistered) = await ClientOrWhyAsync(calls, server.ServerId, plan, vault, metadata, listener.Redirect, cancellationToken);
        if (client is null)
        {
            return unregistered;
        }

        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var resource = plan.Resource ?? upstream.AbsoluteUri;
        await show(AuthorizeAddress(authorize, client, listener, verifier, resource, plan.Scopes));
        var (code, refused) = await listener.WaitAsync(patience, clock, cancellationToken);
        if (code is null)
        {
            return refused;
        }

        var inForm = plan.SecretInForm || metadata.AuthMethods?.Contains("client_secret_basic", StringComparer.Ordinal) == false;
        var answer = await new TokenEndpoint(calls, plan.TokenAddress ?? token, plan.IsPrivate, client, secret, inForm, plan.Key is null ? null : new ClientAssertion(plan.Key, clock)).AskAsync(
            [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", listener.Redirect), new("code_verifier", verifier), new("resource", resource)], cancellationToken);
        if (answer.Access is null || answer.Refresh is null)
        {
            return $"the authorization server `{issuer}` gave no refresh token: {answer.Failure ?? "ask for the scope that it wants for one, such as `offline_access`, in `scopes`"}";
        }

        // A gateway that runs neither shows what is stored by halves, nor puts the follower of the old token over the new one.
        using var turn = await CredentialTurn.WaitOrNullAsync(vault, server.ServerId, clock, cancellationToken);
        if (turn is null)
        {
            return $"a gateway has been asking for a token for `{server.ServerId}` for too long: run it again";
        }

        // The old one first: it must not be shown to another issuer, whatever ends this halfway.
        await vault.RemoveAsync(server.ServerId, CredentialNames.RefreshToken, cancellationToken);
        await vault.SetAsync(server.ServerId, CredentialNames.Issuer, issuer, cancellationToken);
        await vault.SetAsync(server.ServerId, CredentialNames.ClientId, client, cancellationToken);
        await vault.SetAsync(server.ServerId, CredentialNames.RefreshToken, answer.Refresh, cancellationToken);
        return null;
    }

    private static Uri AuthorizeAddress(Uri authorize, string client, LoginListener listener, string verifier, string resource, IReadOnlyList<string> scopes)
    {
        var query = new StringBuilder(authorize.Query.Length > 1 ? authorize.Query[1..] + "&" : "");
        query.Append("response_type=code&code_challenge_method=S256");
        (string, string)[] all =
        [
            ("client_id", client), ("redirect_uri", listener.Redirect), ("state", listener.State), ("resource", resource),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            .. scopes.Count > 0 ? new[] { ("scope", string.Join(' ', scopes)) } : [],
        ];
        foreach (var (name, value) in all)
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new UriBuilder(authorize) { Query = query.ToString() }.Uri;
    }

    /// <summary>The configured client, else the one that is stored for this issuer, else one that registers itself (RFC 7591).</summary>
    private static async Task<(string? Client, string? Secret, string? Failure)> ClientOrWhyAsync(
        OutgoingCalls calls, string server, UpstreamOAuth plan, ICredentialVault vault, ServerMetadata metadata, string redirect, CancellationToken cancellationToken)
    {
        var isKnown = await vault.FindOrNullAsync(server, CredentialNames.Issuer, cancellationToken) is not { } stored || stored == metadata.Issuer;
        var secret = plan.ClientSecret ?? (isKnown ? await vault.FindOrNullAsync(server, CredentialNames.ClientSecret, cancellationToken) : null);
        if ((plan.ClientId ?? (isKnown ? await vault.FindOrNullAsync(server, CredentialNames.ClientId, cancellationToken) : null)) is { } client)
        {
            return (client, secret, null);
        }

        if (metadata.RegistrationAddress is not { } register)
        {
            return (null, null, $"the authorization server `{metadata.Issuer}` registers no clients by itself: register the gateway there, with the redirection `http://127.0.0.1/callback`, and write its `client_id`");
        }

        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["client_name"] = "catalog gateway",
            ["redirect_uris"] = new[] { redirect },
            ["grant_types"] = new[] { "authorization_code", "refresh_token" },
            ["response_types"] = new[] { "code" },
            ["token_endpoint_auth_method"] = "none",
        }));
        body.Headers.ContentType = new("application/json");
        var reply = await calls.PostAsync(register, body, null, plan.IsPrivate, cancellationToken);
        return reply.IsSuccess && StrictJson.ObjectOrNull(reply.Body) is { } given && StrictJson.TextOrNull(given, "client_id") is { Length: > 0 and <= 1024 } registered
            ? (registered, null, null)
            : (null, null, $"the authorization server `{metadata.Issuer}` did not register the gateway: {(reply.IsSuccess ? "its answer holds no client id" : reply.Why)}");
    }
}
