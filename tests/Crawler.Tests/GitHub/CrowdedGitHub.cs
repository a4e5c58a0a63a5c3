using System.Globalization;
using System.Text.RegularExpressions;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Tests.GitHub;

/// <summary>A search over repositories that were all made on one day.</summary>
internal sealed partial class CrowdedGitHub(int count) : IGitHub
{
    private static readonly int Day = new DateOnly(2025, 6, 1).DayNumber;

    public bool HaveOneStar { get; init; }

    public bool HasToken => true;

    public Task<GitHubSearchPage> SearchAsync(GitHubSearch search, int page, CancellationToken cancellationToken)
    {
        var days = Days().Match(search.Query);
        var stars = Stars().Match(search.Query);
        var found = Enumerable.Range(0, count).Where(i => Number(days, 1) <= Day && Day <= Number(days, 2) && (!stars.Success
            || (StarsOf(i) >= int.Parse(stars.Groups[1].Value, CultureInfo.InvariantCulture) && StarsOf(i) <= int.Parse(stars.Groups[2].Value, CultureInfo.InvariantCulture)))).ToList();
        return Task.FromResult(new GitHubSearchPage
        {
            Total = found.Count,
            Repositories = [.. found.Take(1000).Skip((page - 1) * 100).Take(100).Select(static i => new GitHubRepository($"o/r{i}", $"R{i}", null))],
        });
    }

    public Task<GitHubCommit> FindCommitAsync(string repository, string? reference, string? etag, CancellationToken cancellationToken) => throw new InvalidOperationException("only searched");

    public Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken) => throw new InvalidOperationException("only searched");

    public Task<GitHubLook> LookAsync(IReadOnlyList<GitHubAsked> repositories, bool withManifests, CancellationToken cancellationToken) => throw new InvalidOperationException("only searched");

    private int StarsOf(int index) => HaveOneStar ? 1 : index % 40;

    private static int Number(Match match, int group) => DateOnly.ParseExact(match.Groups[group].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;

    [GeneratedRegex(@"created:([0-9-]+)\.\.([0-9-]+)")]
    private static partial Regex Days();

    [GeneratedRegex(@"stars:([0-9]+)\.\.([0-9]+)")]
    private static partial Regex Stars();
}
