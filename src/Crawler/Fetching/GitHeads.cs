using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Fetching;

/// <summary>Asks by git which commit a branch or tag of another host's repository names now; nothing of the repository is fetched.</summary>
internal sealed class GitHeads(GitClient git, WorkFolders folders)
{
    /// <summary>The commit, or why there is none.</summary>
    /// <param name="address">The repository's address, checked already.</param>
    /// <param name="name">A branch or tag; null for the default branch.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<(string Commit, string? Problem)> FindAsync(string address, string? name, CancellationToken cancellationToken)
    {
        name ??= "HEAD";
        using var folder = folders.Create();
        var listed = await git.ReachAsync(folder.Path, ["ls-remote", "--", address, name, name + "^{}"], cancellationToken);
        if (!listed.IsSuccess)
        {
            return ("", $"`{WebAddress.WithoutSecrets(address)}` could not be reached: {listed.FirstError("fatal:", "remote:")}");
        }

        var refs = listed.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t'))
            .Where(static parts => parts.Length == 2 && GitAddress.IsCommit(parts[0]))
            .ToDictionary(static parts => parts[1], static parts => parts[0], StringComparer.Ordinal);

        // An annotated tag names a tag object; its `^{}` names the commit.
        string[] order = [$"refs/tags/{name}^{{}}", $"refs/tags/{name}", $"refs/heads/{name}", name];
        var commit = order.Select(refs.GetValueOrDefault).FirstOrDefault(static id => id is not null);
        return commit is null ? ("", $"`{WebAddress.WithoutSecrets(address)}` has no branch or tag `{name}`") : (commit, null);
    }
}
