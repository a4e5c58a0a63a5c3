using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Catalog.Gateway.Grants;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Downstreams;

/// <summary>The sessions of the HTTP listener. Ones that nobody uses end by themselves.</summary>
internal sealed class HttpSessions(GatewayOptions options, GrantLeash leash, TimeProvider clock) : BackgroundService
{
    private readonly ConcurrentDictionary<string, HttpSession> _sessions = new(StringComparer.Ordinal);

    public int Count => _sessions.Count;

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public void Add(HttpSession session)
    {
        session.LastUsed = clock.GetTimestamp();
        _sessions[session.Id] = session;
        session.Held = leash.Hold(new GrantHold(session.Grant), state => _ = EndAsync((HttpSession)state!), session);
    }

    /// <summary>The session of an id, for the grant that opened it and for no other.</summary>
    public HttpSession? FindOrNull(string id, string grant)
    {
        if (!_sessions.TryGetValue(id, out var session) || session.Grant != grant)
        {
            return null;
        }

        session.LastUsed = clock.GetTimestamp();
        return session;
    }

    /// <summary>Whether a session has not ended. Looking does not count as use.</summary>
    public bool Holds(HttpSession session) => _sessions.ContainsKey(session.Id);

    public async Task EndAsync(HttpSession session)
    {
        if (!_sessions.TryRemove(session.Id, out _))
        {
            return;
        }

        session.Held.Unregister();
        session.Unasked.Complete();
        if (session.Process is { } process)
        {
            await process.DisposeAsync();
        }

        if (session.Owned is { } owned)
        {
            await owned.DisposeAsync();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_sessions.Values.Select(EndAsync));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in _sessions.Values.Where(s => !s.IsInUse && clock.GetElapsedTime(s.LastUsed) > options.SessionIdle).ToList())
            {
                await EndAsync(session);
            }
        }
    }
}
