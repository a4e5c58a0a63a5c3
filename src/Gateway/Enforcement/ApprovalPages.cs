namespace Catalog.Gateway.Enforcement;

/// <summary>Where a person sees a request for approval; known once the listener is up.</summary>
internal sealed class ApprovalPages
{
    /// <summary>The address that people use, without a final slash; null for that of the listener.</summary>
    public string? Public { get; init; }

    /// <summary>The listener's address without a final slash; null for a gateway on standard input and output.</summary>
    public string? Base { get; set; }

    public string? AddressOrNull(string id) => (Public ?? Base) is { } root ? $"{root}/approvals/{id}" : null;

    /// <summary>The address where a person's browser can open it; null where the listener's own names no machine.</summary>
    public string? OpenableOrNull(string id) =>
        Public is not null || (Base is { } root && Uri.TryCreate(root, UriKind.Absolute, out var address) && (address.Scheme == "https" || address.IsLoopback) && address.Host is not ("0.0.0.0" or "[::]")) ? AddressOrNull(id) : null;
}
