using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>Why a package may define no tools at all and serve some all the same.</summary>
internal static partial class PackageKind
{
    private const int FewestPlatforms = 2;

    /// <summary>What to tell of a package without tools; null where nothing is known.</summary>
    /// <param name="package">Its manifest.</param>
    /// <param name="remote">The address that its code forwards to; empty where that is not constant, null where it forwards to none.</param>
    /// <param name="imported">The packages that its code imports.</param>
    public static string? NoticeOrNull(PackageFile package, string? remote, IReadOnlySet<string> imported)
    {
        var name = package.Name ?? "the package";
        var binaries = (package.Json["optionalDependencies"] as JsonObject ?? []).Select(static d => d.Key).Where(static d => Platform().IsMatch(d)).Order(StringComparer.Ordinal).ToList();
        if (binaries.Count >= FewestPlatforms)
        {
            return $"`{name}` starts a native binary ({binaries[0]} and {binaries.Count - 1} more): its tools are compiled into it, and are not defined in this package";
        }

        if (remote is null && !imported.Contains("mcp-remote"))
        {
            return null;
        }

        return $"`{name}` forwards to a remote server{(string.IsNullOrEmpty(remote) ? "" : $" ({remote})")}: its tools are defined there, and not in this package";
    }

    [GeneratedRegex(@"(^|[-_/.])(linux|darwin|macos|win32|windows|freebsd)([-_.](x64|x86|arm64|amd64|arm|ia32|musl|gnu|\w+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Platform();
}
