namespace Catalog.Gateway.Enforcement;

/// <summary>Where a person sees a request for approval; known once the listener is up.</summary>
internal sealed class ApprovalPages
{
    /// <summary>The listener's address without a final slash; null for a gateway on standard input and output.</summary>
    public string? Base { get; set; }

    public string? AddressOrNull(string id) => Base is null ? null : $"{Base}/approvals/{id}";
}
