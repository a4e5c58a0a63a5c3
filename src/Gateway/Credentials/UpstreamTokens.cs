using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Credentials;

/// <summary>The access token with which the gateway proves itself to one server: asked for once for all callers. Shortly before it ends the next one is asked for, while it goes on being used.</summary>
internal sealed partial class UpstreamTokens(GatewayOptions options, OutgoingCalls calls, TimeProvider clock, ILogger<UpstreamTokens> logger, ICredentialVault? vault = null) : IBearerTokens
{
    /// <summary>So long before its end, but no more than a tenth of its life, another one is asked for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>So long before its end a token is not used any more: it has to arrive.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(10);

    private readonly TokenTrade _trade = new(options, calls, clock, logger, vault);
    private readonly Lock _gate = new();
    private string? _token;
    private string? _refused;
    private DateTimeOffset _askedAt;
    private DateTimeOffset _freshUntil;
    private DateTimeOffset _goodUntil;
    private string _failure = "";
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private TimeSpan _pause = FirstPause;
    private int _refusals;
    private Task? _asking;

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
            asking = _asking ??= AskOutsideAsync(_refused);
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

            (_token, _refused) = (null, token);
            _refusals = clock.GetUtcNow() - _askedAt < Young ? _refusals + 1 : 1;
            if (_refusals > 1)
            {
                Fail("it refuses the tokens of its authorization server");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RefuseAsync(string token)
    {
        Refuse(token);
        return new ValueTask<bool>(true);
    }

    /// <summary>From when on the next one is asked for.</summary>
    /// <param name="at">When it was given.</param>
    /// <param name="life">How long it is good from then on.</param>
    public static DateTimeOffset FreshUntil(DateTimeOffset at, TimeSpan life) => at + life - (life / 10 < Margin ? life / 10 : Margin);

    private Task AskOutsideAsync(string? refused) => Task.Run(() => AskAsync(refused), CancellationToken.None);

    private async Task AskAsync(string? refused)
    {
        var answer = new TokenAnswer(null, null, null, "the gateway failed to ask", null);
        try
        {
            answer = await _trade.TradeAsync(refused);
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
                var life = answer.Life ?? TokenTrade.UnsaidLife;
                (_token, _askedAt, _pause) = (answer.Access, now, _refusals > 1 ? _pause : FirstPause);
                _freshUntil = FreshUntil(now, life);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no access token for the server '{Server}': {Reason}")]
    private partial void LogNone(string server, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is stored for the server '{Server}' cannot be opened: {Reason}")]
    private partial void LogClosed(string server, string reason);
}
