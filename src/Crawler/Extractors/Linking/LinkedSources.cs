using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>
/// The files of one program in a language whose names are found by their definition and not by a path of an import: first those that bear a mark of an MCP library, then, round by round, those
/// that define what the loaded ones name. The rest of a repository is looked through for definitions, and never parsed.
/// </summary>
/// <param name="context">The snapshot.</param>
/// <param name="language">The grammar's language, as <see cref="Parsing.Facts.ILanguageParser.Language"/> names it.</param>
/// <param name="manifest">The file that says what belongs to the program, which then reaches what bears a mark; null where files reach each other by lines of their own.</param>
/// <param name="definitions">Finds a definition; its last group that matched is the name. It must not backtrack: the text is a stranger's.</param>
internal sealed class LinkedSources(ExtractionContext context, string language, Regex definitions, string? manifest = null)
{
    private const int MostFiles = 600;
    private const int MostRounds = 12;
    private const int MostDefinersOfOne = 6;
    private const int LongestIndexed = 2 * 1024 * 1024;
    private readonly Dictionary<string, EvaluatedModule> _modules = new(StringComparer.Ordinal);

    /// <summary>The loaded files, in the order of their loading.</summary>
    public List<EvaluatedModule> Modules { get; } = [];

    public EvaluatedModule? FindOrNull(string path) => _modules.GetValueOrDefault(path);

    /// <summary>Loads what bears a mark, and what that names. Nothing is loaded where no file bears one.</summary>
    /// <param name="candidates">The files that belong to the program.</param>
    /// <param name="isMarked">Looks at the bytes of a file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task LoadAsync(IReadOnlyList<string> candidates, Func<string, byte[], bool> isMarked, CancellationToken cancellationToken)
    {
        var marked = new List<string>();
        foreach (var path in candidates)
        {
            if (await context.Files.ReadOrNullAsync(path, cancellationToken) is { } content && isMarked(path, content))
            {
                marked.Add(path);
            }
        }

        if (marked.Count == 0)
        {
            return;
        }

        Explain(candidates, marked);
        var definers = await DefinersAsync(candidates, cancellationToken);
        var wanted = new List<string>(marked);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds && wanted.Count > 0; round++)
        {
            var loaded = await LoadAsync(wanted, cancellationToken);
            wanted = [.. loaded
                .SelectMany(static m => m.Facts.Imports.Select(name => (m.Path, Name: name)))
                .Where(import => asked.Add(import.Name))
                .SelectMany(import => Definers(import.Path, import.Name))
                .Distinct(StringComparer.Ordinal)
                .Where(path => !_modules.ContainsKey(path))];
        }

        IReadOnlyList<string> Definers(string from, string name)
        {
            var paths = definers.GetValueOrDefault(name) is { Count: <= MostDefinersOfOne } found ? found : [];
            foreach (var path in manifest is null ? [] : paths)
            {
                ExtractionTrace.Current?.Imported(from, path, $"names `{name}`, which is defined there");
            }

            return paths;
        }
    }

    private void Explain(IReadOnlyList<string> candidates, IReadOnlyList<string> marked)
    {
        if (manifest is not null && ExtractionTrace.Current is { } trace)
        {
            var isThere = context.Files.Exists(manifest);
            trace.Started(isThere ? [manifest] : marked, isThere ? "it says what belongs to the program" : "it bears the mark of an MCP library");
            trace.Belong(isThere ? candidates : [], manifest);
            foreach (var path in isThere ? marked : [])
            {
                trace.Imported(manifest, path, "takes it into the program, and it bears the mark of an MCP library");
            }
        }
    }

    private async Task<List<EvaluatedModule>> LoadAsync(List<string> paths, CancellationToken cancellationToken)
    {
        var loaded = new List<EvaluatedModule>();
        var wanted = paths.Take(Math.Max(0, MostFiles - Modules.Count)).ToList();
        if (wanted.Count < paths.Count)
        {
            context.Report($"only the first {MostFiles} files that the tools need were read");
        }

        var parsing = wanted.Select(path => (Path: path, Facts: context.FactsAsync(path, language, cancellationToken))).ToList();
        foreach (var (path, parsed) in parsing)
        {
            if (await parsed is { } facts)
            {
                var module = new EvaluatedModule(path, facts);
                _modules[path] = module;
                Modules.Add(module);
                loaded.Add(module);
            }
        }

        return loaded;
    }

    private async Task<Dictionary<string, List<string>>> DefinersAsync(IReadOnlyList<string> candidates, CancellationToken cancellationToken)
    {
        var definers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var path in candidates)
        {
            if (context.Files.Size(path) > LongestIndexed || await context.Files.ReadOrNullAsync(path, cancellationToken) is not { } content)
            {
                continue;
            }

            foreach (Match match in definitions.Matches(Encoding.UTF8.GetString(content)))
            {
                var name = match.Groups.Values.Last(static g => g.Success).Value;
                var paths = definers.TryGetValue(name, out var known) ? known : definers[name] = [];
                if (paths.Count <= MostDefinersOfOne && !paths.Contains(path, StringComparer.Ordinal))
                {
                    paths.Add(path);
                }
            }
        }

        return definers;
    }
}
