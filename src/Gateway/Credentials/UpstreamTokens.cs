using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Credentials;

/// <summary>The access token with which the gateway proves itself to one server: asked for once for all callers. Shortly before it ends the next one is asked for, while it goes on being used.</summary>
internal sealed partial class UpstreamTokens(GatewayOptions options, OutgoingCalls calls, TimeProvider clock, ILogger<UpstreamTokens> logger, ICredentialVault? vault = null)
{
    private static readonly TimeSpan UnsaidLife = TimeSpan.FromMinutes(5);

    /// <summary>So long before its end, but no more than a tenth of its life, another one is asked for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>So long before its end a token is not used any more: it has to arrive.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(10);

    private readonly RefreshTokens _refreshTokens = new(options.ServerId, vault, logger);
    private readonly Lock _gate = new();
    private string? _token;
    private DateTimeOffset _askedAt;
    private DateTimeOffset _freshUntil;
    private DateTimeOffset _goodUntil;
    private string _failure = "";
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private TimeSpan _pause = FirstPause;
    private int _refusals;
    private Task? _asking;

    private UpstreamOAuth Plan => options.OAuth!;

    /// <summary>A token that is good, or one sentence for the caller.</summary>
    public async ValueTask<(string? Token, string? Failure)> GetAsync(CancellationToken cancellationToken)
    {
        Task asking;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var good = now < _goodUntil ? _token : null;
            if (good is not null && now < _freshUntil)
            {
                return (good, null);
            }

            if (_asking is null && now < _notBefore)
            {
                return good is not null ? (good, null) : (null, _failure);
            }

            // Not ended by the caller who happened to begin it: others wait for it too.
            asking = _asking ??= Task.Run(AskAsync, CancellationToken.None);
            if (good is not null)
            {
                // Nobody waits for the next one while this one is good, nor hears of an authorization server that is down for that long.
                return (good, null);
            }
        }

        await asking.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return _token is not null ? (_token, null) : (null, _failure);
        }
    }

    /// <summary>The server refused a token: another one is asked for, but not at once where the one before was new and refused too.</summary>
    public void Refuse(string token)
    {
        lock (_gate)
        {
            if (_token != token)
            {
                return;
            }

            _token = null;
            _refusals = clock.GetUtcNow() - _askedAt < Young ? _refusals + 1 : 1;
            if (_refusals > 1)
            {
                Fail("it refuses the tokens of its authorization server");
            }
        }
    }

    private async Task AskAsync()
    {
        var answer = new TokenAnswer(null, null, null, "the gateway failed to ask", null);
        try
        {
            answer = await TradeAsync();
        }
        catch (StoreException failure)
        {
            answer = answer with { Failure = "the gateway cannot open what it has stored for it" };
            LogClosed(options.ServerId, failure.Message);
        }
        finally
        {
            Take(answer);
        }
    }

    private void Take(TokenAnswer answer)
    {
        lock (_gate)
        {
            _asking = null;
            var now = clock.GetUtcNow();
            if (answer.Access is null)
            {
                _token = now < _goodUntil ? _token : null;
                Fail(answer.Failure!);
            }
            else
            {
                // One that is replaced because of its age was taken until then: what was refused before it is over.
                _refusals = _token is null ? _refusals : 0;
                var life = answer.Life ?? UnsaidLife;
                (_token, _askedAt, _pause) = (answer.Access, now, _refusals > 1 ? _pause : FirstPause);
                _freshUntil = now + life - (life / 10 < Margin ? life / 10 : Margin);
                _goodUntil = now + life - (life / 10 < Slack ? life / 10 : Slack);
                return;
            }
        }

        LogNone(options.ServerId, answer.Failure!);
    }

    private void Fail(string why)
    {
        _failure = $"The gateway has no credentials for the server `{options.ServerId}` now: {why}; tell its operator";
        _notBefore = clock.GetUtcNow() + _pause;
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private async Task<TokenAnswer> TradeAsync()
    {
        if (await StoredAsync(CredentialNames.ClientId, Plan.ClientId) is not { } client)
        {
            return Missing("a client id is neither configured nor stored");
        }

        if (Plan is { Grant: UpstreamGrant.RefreshToken, Issuer: { } configured } && await StoredAsync(CredentialNames.Issuer, null) is { } stored && stored != configured)
        {
            return Missing($"the sign-in is of another authorization server than the configured one: run `catalog gateway login {options.ServerId}`");
        }

        var (address, inForm, failure) = await FindAddressAsync();
        if (address is null)
        {
            return Missing(failure!);
        }

        var endpoint = new TokenEndpoint(calls, address, Plan.IsPrivate, client, Plan.Key is null ? await StoredAsync(CredentialNames.ClientSecret, Plan.ClientSecret) : null, inForm, Plan.Key is null ? null : new ClientAssertion(Plan.Key, clock));
        var refresh = Plan.Grant == UpstreamGrant.RefreshToken ? await _refreshTokens.NextOrNullAsync() : null;
        if (Plan.Grant == UpstreamGrant.RefreshToken && refresh is null)
        {
            return Missing($"nobody signed in: run `catalog gateway login {options.ServerId}`");
        }

        var answer = await AskAsync(endpoint, refresh);
        if (answer.Error == "invalid_grant" && refresh is not null && await _refreshTokens.NextOrNullAsync() is { } other && other != refresh)
        {
            // Another gateway of this store was faster, and has the follower of this refresh token.
            (refresh, answer) = (other, await AskAsync(endpoint, other));
        }

        if (answer.Access is not null && refresh is not null)
        {
            await _refreshTokens.KeepAsync(answer.Refresh ?? refresh);
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

        form.Add(new("resource", Plan.Resource ?? options.Upstream!.AbsoluteUri));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no access token for the server '{Server}': {Reason}")]
    private partial void LogNone(string server, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is stored for the server '{Server}' cannot be opened: {Reason}")]
    private partial void LogClosed(string server, string reason);
}
