namespace Catalog.Gateway.Upstreams;

/// <summary>The sandbox of a server that the gateway starts: bubblewrap, with the system's programs to read and folders of its own in memory.</summary>
public sealed record SandboxOptions
{
    /// <summary>Whether it has the network.</summary>
    /// <value>False.</value>
    public bool Network { get; init; }

    /// <summary>Whole paths of files and folders that it may read beside the system's programs.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Whole paths of files and folders that it may read and change.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];
}
