namespace Catalog.Core.Pins;

/// <summary>Which definitions of tools are trusted.</summary>
public interface IToolPinStore
{
    /// <summary>The pins of one server, or of all (null), by server and tool.</summary>
    Task<IReadOnlyList<ToolPin>> ListAsync(string? server, CancellationToken cancellationToken);

    /// <summary>Pins a definition that was seen for the first time.</summary>
    /// <returns>False where the tool is pinned already: nothing is changed then.</returns>
    Task<bool> TryPinAsync(ToolPin pin, CancellationToken cancellationToken);

    /// <summary>Notes what the server gives now; null for the pinned definition.</summary>
    /// <returns>False where the tool is not pinned.</returns>
    Task<bool> TrySeeAsync(string server, string tool, string? hash, string? definition, CancellationToken cancellationToken);

    /// <summary>Trusts the definition that the server gives now.</summary>
    /// <param name="server">The server.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="hash">The hash of what a person looked at: another definition that came meanwhile is not accepted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where there is no such changed tool.</returns>
    Task<bool> TryAcceptAsync(string server, string tool, string hash, CancellationToken cancellationToken);
}
