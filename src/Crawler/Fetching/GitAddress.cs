using System.Text.RegularExpressions;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Fetching;

/// <summary>What follows <c>git:</c>: a folder of this machine, or an address that git itself would take from a stranger.</summary>
internal static partial class GitAddress
{
    /// <summary>The absolute path of a repository on this machine; null where the reference names another host.</summary>
    public static string? LocalPathOrNull(SourceReference reference)
    {
        var path = reference.Value.StartsWith("file://", StringComparison.Ordinal) ? reference.Value[7..] : reference.Value;
        return !Remote().IsMatch(reference.Value) && Directory.Exists(path) ? Path.GetFullPath(path) : null;
    }

    /// <summary>Why a reference is refused before git sees it; null where it is not.</summary>
    public static string? Check(SourceReference reference)
    {
        if (reference.Value.StartsWith('-') || (LocalPathOrNull(reference) is null && !Remote().IsMatch(reference.Value)))
        {
            return reference.Value.Contains("://", StringComparison.Ordinal) || reference.Value.Contains("::", StringComparison.Ordinal)
                ? $"`{reference.Value}` is not an address that may be fetched; write https://…, ssh://… or USER@HOST:PATH"
                : $"there is no repository at `{reference.Value}`; write the path of one, or an address such as https://HOST/OWNER/REPO";
        }

        return reference.Version is { } name && !Ref().IsMatch(name) ? $"`{name}` is not a branch, tag or commit" : null;
    }

    /// <summary>True for a full commit id.</summary>
    public static bool IsCommit(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary><c>owner/name</c> of a repository at GitHub; null for any other address.</summary>
    public static string? GitHubNameOrNull(string address)
    {
        var match = GitHub().Match(address);
        return match.Success ? $"{match.Groups["owner"].Value}/{match.Groups["name"].Value}" : null;
    }

    [GeneratedRegex(@"\A((https?|ssh|git)://[^\s-][^\s]*|[A-Za-z0-9._][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\s-][^\s]*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Remote();

    [GeneratedRegex(@"\A(?!.*(\.\.|//|@\{|\.lock\z))[A-Za-z0-9_][A-Za-z0-9._/+#@-]{0,249}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ref();

    [GeneratedRegex(@"\A(git\+)?((https?|ssh|git)://([^/@\s]+@)?(www\.)?github\.com/|git@github\.com:)(?<owner>[A-Za-z0-9-]+)/(?<name>[A-Za-z0-9._-]+?)(\.git)?/?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GitHub();
}
