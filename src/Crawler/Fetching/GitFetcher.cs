using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Fetching;

/// <summary>Fetches one commit of a git repository: of this machine, bare or not, or of another host, then without its history.</summary>
internal sealed class GitFetcher(GitClient git, GitTree tree, GitHeads heads) : ISnapshotFetcher
{
    public string Id => "git";

    public int Version => 1;

    public bool Keeps => true;

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (GitAddress.Check(reference) is { } problem)
        {
            return Resolution.Failed(problem);
        }

        var commit = GitAddress.LocalPathOrNull(reference) is { } path
            ? await ResolveLocalAsync(reference, path, cancellationToken)
            : await ResolveRemoteAsync(reference, cancellationToken);
        return commit.Problem is not null
            ? Resolution.Failed(commit.Problem)
            : new Resolution { Revision = commit.Commit, Commit = commit.Commit, Version = reference.Version };
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var repository = GitAddress.LocalPathOrNull(reference);
        if (repository is null)
        {
            repository = Path.Combine(folder, "repository");
            if (await CloneAsync(reference, resolution.Commit!, repository, cancellationToken) is { } failed)
            {
                return FetchOutcome.Failed(failed);
            }
        }

        var (files, problem) = await tree.ListAsync(repository, resolution.Commit!, cancellationToken);
        if (problem is not null)
        {
            return FetchOutcome.Failed(problem);
        }

        if (reference.Folder is { } asked && !files.Any(file => file.Path.StartsWith(asked + "/", StringComparison.Ordinal)))
        {
            return FetchOutcome.Failed($"there is no folder `{asked}` at commit {resolution.Commit![..12]}");
        }

        var chosen = TreeSelection.Choose(files, reference.Folder, out var missing);
        if (missing > 0)
        {
            // Half a tree would give its servers other tools than they have.
            return FetchOutcome.Failed($"there are {missing} source files too many at commit {resolution.Commit![..12]}; name the server's own folder with #FOLDER");
        }

        if (chosen.Count == 0)
        {
            return FetchOutcome.Failed($"commit {resolution.Commit![..12]} holds no source files");
        }

        var target = Path.Combine(folder, "tree.tgz");
        return await tree.PackAsync(repository, chosen, target, cancellationToken) is { } unread
            ? FetchOutcome.Failed(unread)
            : new FetchOutcome(new Artefact { Path = target, Links = LinkHandling.Skip }, null);
    }

    private async Task<(string Commit, string? Problem)> ResolveLocalAsync(SourceReference reference, string path, CancellationToken cancellationToken)
    {
        var name = reference.Version ?? "HEAD";
        var parsed = await git.ReadAsync(path, ["rev-parse", "--verify", "--quiet", name + "^{commit}"], cancellationToken);
        var commit = parsed.Text.Trim();
        if (parsed.IsSuccess && GitAddress.IsCommit(commit))
        {
            return (commit, null);
        }

        return parsed.Problem is not null ? ("", parsed.Problem)
            : parsed.Error.Length > 0 ? ("", $"`{path}` is no repository that git can read: {parsed.FirstError("fatal:")}")
            : ("", $"`{path}` has no branch, tag or commit `{name}`");
    }

    private async Task<(string Commit, string? Problem)> ResolveRemoteAsync(SourceReference reference, CancellationToken cancellationToken)
    {
        if (GitAddress.IsCommit(reference.Version))
        {
            return (reference.Version!, null);
        }

        return await heads.FindAsync(reference.Value, reference.Version, cancellationToken);
    }

    private async Task<string?> CloneAsync(SourceReference reference, string commit, string repository, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(repository);
        var made = await git.ReadAsync(repository, ["init", "--bare", "--quiet", "--template=", repository], cancellationToken);
        if (!made.IsSuccess)
        {
            return $"a repository could not be made: {made.FirstError("fatal:")}";
        }

        var fetched = await git.ReachAsync(
            repository,
            ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--", reference.Value, commit],
            cancellationToken);
        return fetched.IsSuccess ? null : $"`{WebAddress.WithoutSecrets(reference.Value)}` could not be fetched: {fetched.FirstError("fatal:", "remote:", "error:")}";
    }
}
