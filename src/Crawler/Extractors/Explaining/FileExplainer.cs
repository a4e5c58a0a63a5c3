using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>Says why nothing was found in a file, or what was.</summary>
internal sealed class FileExplainer(ExtractionTrace trace, SnapshotFiles files)
{
    /// <summary>Folders whose files are no servers, with the reason.</summary>
    private static readonly (string Why, string[] Folders)[] LeftOut =
    [
        ("are no entry points", ["test", "tests", "testing", "__tests__", "spec", "e2e", "testdata", "fixtures", "mocks", "benchmark", "benchmarks", "benches", "fuzz",
            "example", "examples", "sample", "samples", "demo", "demos", "docs", "template", "templates", "stubs", "hack", "evals"]),
        ("are copies of other people's code", ["vendor", "third_party", "node_modules", "site-packages", "deps"]),
        ("are made by a build", ["target", "_build", "obj", "generated", "generated-sources"]),
    ];

    public ExtractionExplanation Explain(string path, IReadOnlyList<ExtractedServer> servers, IReadOnlyList<string> problems)
    {
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        var found = servers.SelectMany(static s => s.Tools).Where(t => t.Source?.File == path).ToList();
        var parts = new List<ExplainedPart>();
        parts.AddRange(ToolExplainer.Dependency(files, path));
        parts.AddRange(ToolExplainer.Reached(trace, path));
        parts.AddRange(found.Select(t => new ExplainedPart("tool", $"`{t.Tool}` is registered here, exposed: {t.Exposed.ToString().ToLowerInvariant()}", new TracePlace(path, t.Source!.Line ?? 1, "").At)));
        parts.AddRange(trace.NotConstant.Where(n => n.Text is null && n.Place.File == path).Select(static n => new ExplainedPart("not constant", n.Place.How, n.Place.At)).Distinct());
        parts.AddRange(problems.Where(p => p.Contains($"`{path}`", StringComparison.Ordinal)).Select(static p => new ExplainedPart("problem", p)));
        var isUnreached = trace.Parsed.ContainsKey(path) && trace.WayTo(path).Count == 0 && found.TrueForAll(static t => t.Exposed == Exposure.No);
        parts.Add(new ExplainedPart("verdict", isUnreached ? $"{found.Count} tools are defined here and not offered: {Unreached()}" : Verdict(path, found.Count)));
        return new ExtractionExplanation { Subject = path, IsKnown = files.Exists(path), Parts = parts };
    }

    private string Verdict(string path, int found)
    {
        if (!files.Exists(path))
        {
            return "there is neither a tool nor a file of this name in what was read; installed dependencies and version control are left out";
        }

        if (found > 0)
        {
            return $"{found} tools are registered here";
        }

        if (files.Size(path) > SnapshotFiles.LongestFile)
        {
            return $"not read: it is longer than {SnapshotFiles.LongestFile / 1024 / 1024} MiB";
        }

        if (trace.Parsed.TryGetValue(path, out var facts))
        {
            return facts is null ? "not read: it could not be parsed"
                : facts.Errors > 0 ? $"read, with {facts.Errors} places that the grammar could not read; no registration with a constant name was seen in it"
                : "read and evaluated as far as it is constant; no registration with a constant name was seen in it";
        }

        return NotRead(path);
    }

    private string NotRead(string path)
    {
        foreach (var part in path.Split('/')[..^1])
        {
            if (LeftOut.FirstOrDefault(l => l.Folders.Contains(part, StringComparer.OrdinalIgnoreCase)).Why is { } why)
            {
                return $"not read: no entry point reaches it, and files below `{part}` {why}";
            }
        }

        if (trace.Belonging.TryGetValue(path, out var manifest))
        {
            return $"not read: `{manifest}` takes it into the program, yet it bears no mark of an MCP library, and nothing that was read names what it defines";
        }

        return trace.Entries.IsEmpty
            ? "not read: no entry point of a server was found"
            : "not read: " + Unreached();
    }

    private string Unreached() => $"no entry point reaches it; they are {string.Join(", ", trace.Entries.Keys.Order(StringComparer.Ordinal).Take(12).Select(static e => $"`{e}`"))}";
}
