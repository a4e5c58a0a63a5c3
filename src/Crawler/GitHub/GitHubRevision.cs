using System.Security.Cryptography;
using System.Text;

namespace Catalog.Crawler.GitHub;

/// <summary>
/// What names the content of a repository: its commit, a digest over what in it may define tools, and its id. Two states with one digest differ only in words for people, and need no second download.
/// Written as <c>COMMIT [TREE NODE]</c>; a revision that was found without the graph interface is the commit alone.
/// </summary>
internal sealed record GitHubRevision(string Commit, string? Tree, string? Node)
{
    private static readonly string[] ForPeople = ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE", "CHANGELOG", "CHANGES", "HISTORY", "CONTRIBUTING", "CODE_OF_CONDUCT", "SECURITY", "AUTHORS"];
    private static readonly string[] Folders = [".github", ".gitlab", ".idea"];

    /// <summary>The revision of a state; null for an empty repository.</summary>
    public static GitHubRevision? Of(GitHubState state) => state.Commit is { } commit ? new GitHubRevision(commit, TreeOf(state.Entries), state.Id) : null;

    /// <summary>Reads a stored one.</summary>
    public static GitHubRevision Parse(string text)
    {
        var parts = text.Split(' ');
        return new GitHubRevision(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }

    /// <summary>True where nothing that may define tools differs.</summary>
    public bool IsSameSource(GitHubRevision other) => Commit == other.Commit || (Tree is not null && Tree == other.Tree);

    /// <inheritdoc/>
    public override string ToString() => Tree is null ? Commit : $"{Commit} {Tree} {Node}";

    private static string TreeOf(IReadOnlyList<GitHubEntry> entries) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(entries.Where(static e => !IsForPeople(e)).OrderBy(static e => e.Name, StringComparer.Ordinal).Select(static e => $"{e.Oid} {e.Name}\n")))))[..40];

    private static bool IsForPeople(GitHubEntry entry) => entry.IsFolder
        ? Folders.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)
        : entry.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || ForPeople.Contains(Path.GetFileNameWithoutExtension(entry.Name), StringComparer.OrdinalIgnoreCase);
}
