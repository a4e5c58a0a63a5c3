using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Approvals;
using Catalog.Gateway.Grants;

namespace Catalog.Gateway.Approvals;

/// <summary>Sign-ins of approvers, in memory, a quarter of an hour each. Attempts are slow and few: the agent may be on this machine too.</summary>
internal sealed class ApproverSessions(IApproverStore approvers, GrantBook grants, TimeProvider clock) : IDisposable
{
    private const int MaxSecret = 1024;
    private const int MaxSessions = 100;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, ApproverSession> _sessions = new(StringComparer.Ordinal);
    private readonly SecretAttempts _attempts = new(clock);
    private readonly KnownSecrets _known = new();
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The sign-in of a cookie; null where there is none, or it is over.</summary>
    public ApproverSession? FindOrNull(string? cookie)
    {
        if (cookie is null || !_sessions.TryGetValue(cookie, out var session))
        {
            return null;
        }

        if (session.Until > clock.GetUtcNow())
        {
            return session;
        }

        _sessions.TryRemove(cookie, out _);
        return null;
    }

    /// <summary>Signs in.</summary>
    /// <param name="secret">What the person typed.</param>
    /// <param name="from">Where the request comes from; null where that cannot be told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new cookie; null where the secret is nobody's, or too many were tried.</returns>
    public async Task<string?> SignInOrNullAsync(string secret, IPAddress? from, CancellationToken cancellationToken)
    {
        if (await IdentifyOrNullAsync(secret, from, cancellationToken) is not { } approver)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        foreach (var (old, session) in _sessions.Where(s => s.Value.Until <= now || _sessions.Count >= MaxSessions).ToList())
        {
            _sessions.TryRemove(KeyValuePair.Create(old, session));
        }

        var cookie = Random();
        _sessions[cookie] = new ApproverSession(approver, Random(), now + Life);
        return cookie;
    }

    /// <summary>Ends a sign-in; nothing where it is over.</summary>
    public void SignOut(string cookie) => _sessions.TryRemove(cookie, out _);

    /// <summary>Whose secret it is; null where it is nobody's, or too many were tried.</summary>
    /// <param name="secret">What was shown.</param>
    /// <param name="from">Where the request comes from; null where that cannot be told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> IdentifyOrNullAsync(string secret, IPAddress? from, CancellationToken cancellationToken)
    {
        if (secret.Length is 0 or > MaxSecret)
        {
            return null;
        }

        // Before the attempts are counted: whoever uses them up does not keep those away who were here before.
        var all = await approvers.ListAsync(cancellationToken);
        var found = _known.FindOrNull(secret, all) ?? (_attempts.TryTake(from) ? await LookUpOrNullAsync(secret, all, cancellationToken) : null);

        // INVARIANT: what decides is no grant's token: an agent holds that.
        return found is not null && await grants.FindLiveOrNullAsync(HashOf(secret), cancellationToken) is null ? found : null;
    }

    /// <summary>Looks at all that is stored, one secret at a time, for each takes a while on purpose.</summary>
    private async Task<string?> LookUpOrNullAsync(string secret, IReadOnlyDictionary<string, string> all, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (ApproverSecrets.FindOrNull(secret, all) is not { } approver)
            {
                return null;
            }

            _known.Add(approver, all[approver], secret);
            return approver;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
