namespace Catalog.Crawler.GitHub;

/// <summary>What a repository is at the moment.</summary>
public sealed record GitHubState
{
    /// <summary>The host's own id of it.</summary>
    public required string Id { get; init; }

    /// <summary><c>owner/name</c> as it is now.</summary>
    public required string Name { get; init; }

    /// <summary>The commit of the default branch, 40 hexadecimal digits; null for an empty repository.</summary>
    public string? Commit { get; init; }

    /// <summary>What lies in its topmost folder; empty for an empty repository.</summary>
    public IReadOnlyList<GitHubEntry> Entries { get; init; } = [];

    /// <summary>The texts of the manifests in its topmost folder by their names; empty where they were not asked for.</summary>
    public IReadOnlyDictionary<string, string> Manifests { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True where its owner has closed it.</summary>
    public bool IsArchived { get; init; }

    /// <summary><c>owner/name</c> of the repository that it is a fork of; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>The licence by its SPDX id; null where the host names none.</summary>
    public string? License { get; init; }

    /// <summary>The author's words; null where there are none.</summary>
    public string? Description { get; init; }
}
