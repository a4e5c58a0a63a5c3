using Catalog.Core.Grants;

namespace Catalog.Gateway.Grants;

/// <summary>A grant that the file declares, and when it was last used: in memory, for the store knows nothing of it.</summary>
internal sealed class DeclaredGrant(Grant grant, DeclaredGrant? before)
{
    private long _used = before is null ? 0 : Volatile.Read(ref before._used);

    public Grant Grant => grant;

    /// <summary>The grant as people see it: its last use is of this run of the gateway.</summary>
    public Grant Shown => grant with { LastUsedAt = Volatile.Read(ref _used) is > 0 and var used ? new DateTimeOffset(used, TimeSpan.Zero) : null };

    /// <summary>Notes a use. Written once a second at most: all connections of a busy grant come by here.</summary>
    public void Touch(DateTimeOffset now)
    {
        if (now.UtcTicks - Volatile.Read(ref _used) >= TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _used, now.UtcTicks);
        }
    }
}
