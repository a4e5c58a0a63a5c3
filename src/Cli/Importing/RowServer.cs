using Catalog.Core.Servers;

namespace Catalog.Cli.Importing;

/// <summary>Which server a line names; the same for all of its lines that stand together.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Name">What the line calls it.</param>
/// <param name="Repo">The repository that the line names; null for none.</param>
internal sealed record RowServer(ServerKey Key, string Name, string? Repo)
{
    /// <summary>Its name, where that is not its key.</summary>
    public string? Title { get; private init; }

    /// <summary>The server.</summary>
    /// <returns>Null where name or repository cannot stand in a key.</returns>
    public static RowServer? OfOrNull(string name, string? repo)
    {
        var isKey = ServerKey.TryParse(name, out var key);
        return isKey || ServerKey.TryParse($"import:{(string.IsNullOrWhiteSpace(repo) ? "-" : repo)}/{name}", out key) ? new RowServer(key!, name, repo) { Title = isKey ? null : name } : null;
    }
}
