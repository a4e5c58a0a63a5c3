using System.Collections.Concurrent;

namespace Catalog.Crawler.Web;

/// <summary>The states of all hosts that this process has asked.</summary>
internal sealed class HostStates(TimeProvider time, WebWaits waits)
{
    private readonly ConcurrentDictionary<string, HostState> _states = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The state of the host of an address; two ports are two hosts.</summary>
    public HostState Of(Uri address) => _states.GetOrAdd(address.Authority, static (_, self) => new HostState(self.Host, self.Time, self.Waits), (address.Host, Time: time, Waits: waits));
}
