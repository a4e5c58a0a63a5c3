using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Downstreams;

/// <summary>A request that has no answer yet.</summary>
internal sealed class PendingRequest(ReadOnlyMemory<byte> id)
{
    /// <summary>The id as the caller wrote it.</summary>
    public ReadOnlyMemory<byte> Id { get; } = id;

    /// <summary>Null while it is being decided.</summary>
    public Admission? Admission { get; set; }

    /// <summary>Cancelled when the caller withdraws it, or leaves, before it was forwarded.</summary>
    public CancellationTokenSource Left { get; } = new();

    /// <summary>Done once the call is held for a person, so that later messages need not wait for it.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
