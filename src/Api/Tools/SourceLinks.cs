using Catalog.Api.Shell;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Where a line of source can be looked at.</summary>
internal static class SourceLinks
{
    /// <summary>The file and line inside of what was read, <c>src/index.ts:120</c>; null where it was not read from source.</summary>
    public static string? PlaceOrNull(SourceLocation? source) => source?.File is { Length: > 0 } file ? source.Line is { } line ? $"{file}:{line}" : file : null;

    /// <summary>The line at the commit that was read; null where the snapshot has no commit, or the repository's site is not one whose addresses are known.</summary>
    public static string? LineOrNull(ServerRecord server, SourceLocation? source)
    {
        if (source?.File is not { Length: > 0 } file || server.Snapshot.Commit is not { } commit || SiteUrl.OutsideOrNull(server.Repository) is not { } repository)
        {
            return null;
        }

        var address = new Uri(repository.Value);
        var parts = address.AbsolutePath.Split("/-/")[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !address.IsDefaultPort)
        {
            return null;
        }

        // Manifests often name a folder of the repository; GitLab's projects may lie in groups of groups.
        var project = string.Join('/', address.Host == "gitlab.com" ? parts : parts[..2]);
        project = project.EndsWith(".git", StringComparison.Ordinal) ? project[..^4] : project;
        var root = $"https://{address.Host}/{project}";
        var path = string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
        var line = source.Line is { } number ? $"#L{number}" : "";
        return address.Host switch
        {
            "github.com" => $"{root}/blob/{commit}/{path}{line}",
            "gitlab.com" => $"{root}/-/blob/{commit}/{path}{line}",
            "codeberg.org" => $"{root}/src/commit/{commit}/{path}{line}",
            "bitbucket.org" => $"{root}/src/{commit}/{path}{line.Replace("#L", "#lines-", StringComparison.Ordinal)}",
            _ => null,
        };
    }
}
