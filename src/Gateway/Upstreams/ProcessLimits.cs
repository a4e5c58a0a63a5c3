namespace Catalog.Gateway.Upstreams;

/// <summary>What a server that the gateway starts may take; null members limit nothing. Held by the system, each process of the server for itself.</summary>
public sealed record ProcessLimits
{
    /// <summary>Bytes of memory for data, each process.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Seconds of processor time, each process; it is ended then, and the next call starts the server again.</summary>
    public int? ProcessorSeconds { get; init; }

    /// <summary>Processes and threads at once. Outside of a sandbox the system counts all of the user's, not the server's alone.</summary>
    public int? Processes { get; init; }

    /// <summary>Open files, each process.</summary>
    public int? OpenFiles { get; init; }
}
