using Catalog.Api.Shell;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Where a line of source can be looked at.</summary>
internal static class SourceLinks
{
    /// <summary>The line at the commit that was read; null where the snapshot has no commit, or the repository's site is not one whose addresses are known.</summary>
    public static string? LineOrNull(ServerRecord server, SourceLocation? source)
    {
        if (source?.File is not { Length: > 0 } file || server.Snapshot.Commit is not { } commit || SiteUrl.OutsideOrNull(server.Repository) is not { } repository)
        {
            return null;
        }

        var root = repository.Value.TrimEnd('/');
        root = root.EndsWith(".git", StringComparison.Ordinal) ? root[..^4] : root;
        var host = new Uri(root).Host;
        var path = string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
        var line = source.Line is { } l ? $"#L{l}" : "";
        return host switch
        {
            "github.com" => $"{root}/blob/{commit}/{path}{line}",
            "gitlab.com" => $"{root}/-/blob/{commit}/{path}{line}",
            _ => null,
        };
    }
}
