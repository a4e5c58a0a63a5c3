using Catalog.ServiceDoubles.Faults;

namespace Catalog.ServiceDoubles.GitHub;

/// <summary>How a double behaves.</summary>
public sealed class GitHubDoubleOptions
{
    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The primary limit of the REST interface.</summary>
    public Quota Core { get; set; } = new(0, TimeSpan.FromHours(1), TimeProvider.System);

    /// <summary>The limit of searches.</summary>
    public Quota Search { get; set; } = new(0, TimeSpan.FromMinutes(1), TimeProvider.System);

    /// <summary>The limit of the graph interface.</summary>
    public Quota Graph { get; set; } = new(0, TimeSpan.FromHours(1), TimeProvider.System);

    /// <summary>The secondary limit over all of them; where it is hit the answer is a 403 with <c>Retry-After</c>.</summary>
    public Quota Secondary { get; set; } = new(0, TimeSpan.FromMinutes(1), TimeProvider.System);

    /// <summary>The port on loopback; 0 for any.</summary>
    public int Port { get; set; }
}
