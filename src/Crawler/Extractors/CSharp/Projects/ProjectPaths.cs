using System.IO.Enumeration;

namespace Catalog.Crawler.Extractors.CSharp.Projects;

/// <summary>Paths as project files write them.</summary>
internal static class ProjectPaths
{
    private static readonly string[] LeftOut =
    [
        "test", "tests", "testing", "unittests", "integrationtests", "example", "examples", "sample", "samples", "demo", "demos", "docs", "template", "templates", "benchmark", "benchmarks", "fixtures", "vendor", "third_party", "evals", "bin", "obj",
    ];

    /// <summary>The folder of a path; empty at the root.</summary>
    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : "";

    public static string Combine(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>True for a path below a folder.</summary>
    public static bool Within(string path, string folder) => folder.Length == 0 || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>True where a part of the path below a folder names tests, samples and the like.</summary>
    public static bool IsLeftOut(string path, string folder) =>
        path[(folder.Length == 0 ? 0 : Math.Min(path.Length, folder.Length + 1))..].Split('/').Any(static part => LeftOut.Contains(part[(part.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase) || part.EndsWith("Tests", StringComparison.Ordinal));

    /// <summary>A path relative to a folder, normalised; null where it leaves the snapshot or depends on a property that is not known.</summary>
    public static string? Join(string folder, string relative)
    {
        relative = relative.Replace('\\', '/').Replace("$(MSBuildThisFileDirectory)", "./", StringComparison.OrdinalIgnoreCase).Replace("$(MSBuildProjectDirectory)", "./", StringComparison.OrdinalIgnoreCase);
        if (relative.Contains("$(", StringComparison.Ordinal))
        {
            // A property that names the repository's root is the common one; what follows it is then a path from there.
            var end = relative.LastIndexOf(')');
            relative = relative[(end + 1)..];
            folder = "";
        }

        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>Whether a path meets a pattern in which <c>*</c> stands for a part's characters and <c>**</c> for any folders.</summary>
    public static bool Matches(string pattern, string path) => Matches(pattern.Split('/'), 0, path.Split('/'), 0);

    private static bool Matches(string[] pattern, int at, string[] path, int from)
    {
        for (; at < pattern.Length; at++, from++)
        {
            if (pattern[at] == "**")
            {
                for (var next = from; next <= path.Length; next++)
                {
                    if (Matches(pattern, at + 1, path, next))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (from >= path.Length || !FileSystemName.MatchesSimpleExpression(pattern[at], path[from]))
            {
                return false;
            }
        }

        return from == path.Length;
    }
}
