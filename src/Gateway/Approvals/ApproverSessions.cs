using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Approvals;
using Catalog.Gateway.Grants;

namespace Catalog.Gateway.Approvals;

/// <summary>Sign-ins of approvers, in memory, a quarter of an hour each. Attempts are slow and few: the agent is on this machine too.</summary>
internal sealed class ApproverSessions(IApproverStore approvers, GrantBook grants, TimeProvider clock) : IDisposable
{
    private const int AttemptsPerMinute = 10;
    private const int MaxSessions = 100;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, ApproverSession> _sessions = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _attempts = new();
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
    /// <returns>The new cookie; null where the secret is nobody's, or too many were tried.</returns>
    public async Task<string?> SignInOrNullAsync(string secret, CancellationToken cancellationToken)
    {
        if (await IdentifyOrNullAsync(secret, cancellationToken) is not { } approver)
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

    /// <summary>Whose secret it is; null where it is nobody's, or too many were tried. One at a time, for each takes a while on purpose.</summary>
    public async Task<string?> IdentifyOrNullAsync(string secret, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            while (_attempts.TryPeek(out var oldest) && now - oldest > TimeSpan.FromMinutes(1))
            {
                _attempts.Dequeue();
            }

            if (_attempts.Count >= AttemptsPerMinute || secret.Length is 0 or > 1024)
            {
                return null;
            }

            _attempts.Enqueue(now);
            // INVARIANT: what decides is no grant's token: an agent holds that.
            return ApproverSecrets.FindOrNull(secret, await approvers.ListAsync(cancellationToken)) is { } approver && await grants.FindLiveOrNullAsync(HashOf(secret), cancellationToken) is null ? approver : null;
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
