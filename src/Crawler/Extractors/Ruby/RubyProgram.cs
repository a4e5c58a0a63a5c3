using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Ruby;

/// <summary>The files of one gem or application, what its gemspec says, and which files a start of it loads.</summary>
internal sealed partial class RubyProgram(SnapshotFiles files, string folder)
{
    private const int MostFiles = 10_000;
    private const int LongestManifest = 256 * 1024;
    private static readonly string[] LeftOut = ["test", "tests", "spec", "specs", "features", "vendor", "examples", "example", "samples", "docs", "doc", "fixtures", "node_modules", "tmp", "benchmark", "benchmarks", "templates", "generators", "sig", "conformance"];

    /// <summary>What the gemspec says; the ecosystem is null, for none of the catalog's is RubyGems'.</summary>
    public PackageManifest Manifest
    {
        get
        {
            var text = Gemspec() is { } path && files.ReadOrNull(path, LongestManifest) is { } content ? Encoding.UTF8.GetString(content) : "";
            return new PackageManifest { Name = Value(text, "name"), Version = Value(text, "version"), Description = Value(text, "summary") ?? Value(text, "description"), Homepage = Value(text, "homepage"), License = Value(text, "license") };
        }
    }

    /// <summary>The program's files in their order; what lies in a folder of tests, examples or dependencies is none of them.</summary>
    public IReadOnlyList<string> Files() => [.. files.Paths.Where(p => SnapshotPath.IsWithin(p, folder) && IsSource(p) && !IsLeftOut(Inside(p))).Take(MostFiles)];

    public static bool IsLeftOut(string path) =>
        path.Split('/')[..^1].Any(static part => LeftOut.Contains(part, StringComparer.Ordinal)) || path.EndsWith("_test.rb", StringComparison.Ordinal) || path.EndsWith("_spec.rb", StringComparison.Ordinal) || path.EndsWith("test_helper.rb", StringComparison.Ordinal);

    /// <summary>The files that a start loads, by <c>require</c> from what is started; all of them where a loader takes whole folders, or nothing says what is started.</summary>
    public IReadOnlySet<string> Reached(IReadOnlyList<string> sources)
    {
        var all = sources.ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(Starts(sources));
        var reached = new HashSet<string>(open, StringComparer.Ordinal);
        var trace = ExtractionTrace.Current;
        trace?.Started(open.Count == 0 ? sources : [.. open], open.Count == 0 ? "an application is loaded as a whole" : "it is an executable, what a web server starts, or the file that bears the gem's name");
        if (open.Count == 0)
        {
            return all;
        }

        while (open.TryDequeue(out var path))
        {
            var text = files.ReadOrNull(path) is { } content ? Encoding.UTF8.GetString(content) : "";
            if (Loader().IsMatch(text))
            {
                foreach (var source in trace is null ? [] : sources)
                {
                    trace?.Imported(path, source, "loads what lies in its folders");
                }

                return all;
            }

            foreach (Match match in Require().Matches(text))
            {
                var wanted = match.Groups["path"].Value;
                foreach (var place in new[] { SnapshotPath.ResolveOrNull(SnapshotPath.Folder(path), wanted), SnapshotPath.Join(SnapshotPath.Join(folder, "lib"), wanted), SnapshotPath.Join(folder, wanted) })
                {
                    var file = place is null ? "" : place.EndsWith(".rb", StringComparison.Ordinal) ? place : place + ".rb";
                    if (all.Contains(file))
                    {
                        trace?.Imported(path, file, "requires it");
                        if (reached.Add(file))
                        {
                            open.Enqueue(file);
                        }
                    }
                }
            }
        }

        return reached;
    }

    /// <summary>Executables, configurations of a web server, and the file that <c>require</c> of the gem's name loads; an application is loaded as a whole.</summary>
    private IEnumerable<string> Starts(IReadOnlyList<string> sources)
    {
        if (sources.Any(p => Inside(p) is "config/application.rb" or "config/environment.rb"))
        {
            return [];
        }

        var name = Manifest.Name ?? (Gemspec() is { } path ? SnapshotPath.Stem(path) : "");
        string[] main = [$"lib/{name}.rb", $"lib/{name.Replace('-', '_')}.rb", $"lib/{name.Replace('-', '/')}.rb"];
        return sources.Where(p => Inside(p) is var inside && (inside.StartsWith("exe/", StringComparison.Ordinal) || inside.StartsWith("bin/", StringComparison.Ordinal) || inside.EndsWith(".ru", StringComparison.Ordinal) || main.Contains(inside, StringComparer.Ordinal)
            || !inside.Contains('/', StringComparison.Ordinal)));
    }

    private string Inside(string path) => folder.Length == 0 ? path : path[(folder.Length + 1)..];

    private string? Gemspec() => files.Paths.FirstOrDefault(p => p.EndsWith(".gemspec", StringComparison.Ordinal) && SnapshotPath.Folder(p) == folder);

    private bool IsSource(string path)
    {
        if (path.EndsWith(".rb", StringComparison.Ordinal) || path.EndsWith(".ru", StringComparison.Ordinal))
        {
            return true;
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        return !name.Contains('.', StringComparison.Ordinal) && files.Size(path) < LongestManifest && IsProgram(files.ReadOrNull(path, LongestManifest));
    }

    private static bool IsProgram(byte[]? content) => content is not null && content.AsSpan().StartsWith("#!"u8) && content.AsSpan(0, Math.Min(content.Length, 100)).IndexOf("ruby"u8) > 0;

    private static string? Value(string gemspec, string member) =>
        Member().Matches(gemspec).FirstOrDefault(m => m.Groups["member"].Value == member)?.Groups["value"].Value is { Length: > 0 and < 2_000 } value ? value : null;

    [GeneratedRegex(@"\.(?<member>name|version|summary|description|homepage|license)\s*=\s*[""'](?<value>[^""'#\n]*)[""']", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(require|require_relative|load|autoload\s*\(?\s*:\w+\s*,)\s*\(?\s*[""'](?<path>[A-Za-z0-9_./-]+)[""']", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Require();

    [GeneratedRegex(@"Zeitwerk|Dir\[|Dir\.(glob|each_child|children|entries)|\brequire_all\b|require_relative [^""'\s]|\brequire [^""'\s:]|Bundler\.require\(|eager_load", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Loader();
}
