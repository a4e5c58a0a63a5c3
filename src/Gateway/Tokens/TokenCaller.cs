namespace Catalog.Gateway.Tokens;

/// <summary>A caller that came by access tokens, and how it used them: in memory, since the gateway started.</summary>
internal sealed class TokenCaller(VerifiedToken token)
{
    private long _requests;
    private long _usedAt;

    /// <summary>The id of its grant.</summary>
    public string Grant => token.Grant;

    /// <summary>When it last came, in ticks of UTC.</summary>
    public long UsedAt => Volatile.Read(ref _usedAt);

    /// <summary>As people see it.</summary>
    public TokenCallerView Shown =>
        new(token.Grant, token.Issuer.Name, token.Subject, token.Client, Interlocked.Read(ref _requests), new DateTimeOffset(UsedAt, TimeSpan.Zero));

    /// <summary>Notes a request. The time is written once a second at most: all connections of a busy caller come by here.</summary>
    public void Touch(DateTimeOffset now)
    {
        Interlocked.Increment(ref _requests);
        if (now.UtcTicks - Volatile.Read(ref _usedAt) >= TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _usedAt, now.UtcTicks);
        }
    }
}
