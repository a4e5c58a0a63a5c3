using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Starting;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>
/// The files that a host starts instead of a command: the <c>main</c> of a Worker's configuration, and the route and function files that web frameworks and hosts find by their place.
/// </summary>
internal static partial class HostedStarts
{
    private const int MostRoutes = 40;
    private const int LongestConfiguration = 128 * 1024;

    private static readonly string[] WorkerConfigurations = ["wrangler.jsonc", "wrangler.json", "wrangler.toml"];

    /// <summary>Groups of files, from the folder on, in the order in which they are to be tried; empty where no host is configured.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(PackageFile? package, string folder, SnapshotFiles files)
    {
        if (WorkerOrNull(folder, files) is { } worker)
        {
            yield return [worker];
        }

        var below = folder.Length == 0 ? "" : folder + "/";
        var routes = files.Paths.Where(p => p.StartsWith(below, StringComparison.Ordinal) && IsRoute(p[below.Length..], package)).Order(StringComparer.Ordinal).Take(MostRoutes).Select(p => p[below.Length..]).ToList();
        if (routes.Count > 0)
        {
            yield return routes;
        }
    }

    /// <summary>Whether a host calls a file because of where it lies. The file routes of Next.js are such only in a package that uses it.</summary>
    private static bool IsRoute(string path, PackageFile? package) =>
        ModuleResolver.LanguageOrNull(path) is not null
        && (HostFunction().IsMatch(path) || (package is not null && PackageFile.Member(package.Json["dependencies"], "next") is not null && FileRoute().IsMatch(path)));

    private static string? WorkerOrNull(string folder, SnapshotFiles files)
    {
        foreach (var name in WorkerConfigurations)
        {
            if (files.ReadOrNull(folder.Length == 0 ? name : $"{folder}/{name}", LongestConfiguration) is not { } content)
            {
                continue;
            }

            var main = name.EndsWith(".toml", StringComparison.Ordinal)
                ? TomlLines.Read(content)[""].GetValueOrDefault("main")
                : PackageFile.ParseOrNull(content) is JsonObject json ? PackageFile.Text(json["main"]) : null;
            if (main is not null)
            {
                return main;
            }
        }

        return null;
    }

    [GeneratedRegex("""^(src/)?(app/(.+/)?route|pages/api/.+)\.[cm]?[jt]sx?$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FileRoute();

    [GeneratedRegex("""^(api/([^/]+/){0,4}[^/]+|netlify/functions/([^/]+/)?[^/]+|supabase/functions/[^/_]+/index)\.[cm]?[jt]s$""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex HostFunction();
}
