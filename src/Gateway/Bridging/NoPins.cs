using Catalog.Core.Pins;

namespace Catalog.Gateway.Bridging;

/// <summary>The pins of a bridge, which trusts what the gateway behind it lets pass.</summary>
internal sealed class NoPins : IToolPinStore
{
    public Task<IReadOnlyList<ToolPin>> ListAsync(string? server, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ToolPin>>([]);

    public Task<bool> TryPinAsync(ToolPin pin, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> TrySeeAsync(string server, string tool, string? hash, string? definition, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> TryAcceptAsync(string server, string tool, string hash, CancellationToken cancellationToken) => Task.FromResult(false);
}
