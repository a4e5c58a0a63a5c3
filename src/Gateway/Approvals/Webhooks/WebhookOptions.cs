using System.Text.Json.Serialization;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>Where requests for approval are announced, and by what its decisions are known.</summary>
public sealed record WebhookOptions
{
    /// <summary>The receiver: https, or http on loopback.</summary>
    public required Uri Url { get; init; }

    /// <summary>The key of what is sent; 24 bytes or more.</summary>
    [JsonIgnore]
    public required byte[] Secret { get; init; }

    /// <summary>The key by which decisions of the receiver are known, another one than <see cref="Secret"/>; null where it decides nothing.</summary>
    [JsonIgnore]
    public byte[]? CallbackSecret { get; init; }

    /// <summary>Whether http is taken elsewhere than on loopback.</summary>
    /// <value>False.</value>
    public bool AllowHttp { get; init; }

    /// <summary>Host names and addresses that may lie in a private network; those of <see cref="Url"/> on loopback may always.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];
}
