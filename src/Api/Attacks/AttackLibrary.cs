using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;

namespace Catalog.Api.Attacks;

/// <summary>All attack patterns, checked whole when they are loaded.</summary>
internal sealed class AttackLibrary
{
    private const string Prefix = "attacks/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        Converters = { new FacetJsonConverter(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private readonly FrozenDictionary<string, AttackPattern> _byId;

    private AttackLibrary(IReadOnlyList<AttackPattern> patterns)
    {
        All = patterns;
        _byId = patterns.ToFrozenDictionary(static p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>Every pattern: first those that concern some tools, then those that concern every tool; by name.</summary>
    public IReadOnlyList<AttackPattern> All { get; }

    public AttackPattern? FindOrNull(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The patterns that abuse what a tool gives an agent, the closest first, at most so many.</summary>
    public IReadOnlyList<AttackPattern> Concerning(Category category, IReadOnlyList<Facet> facets, int limit) =>
    [
        .. All.Select(p => (pattern: p, closeness: p.Closeness(category, facets)))
            .Where(static p => p.closeness > 0)
            .OrderByDescending(static p => p.closeness)
            .ThenBy(static p => p.pattern.Id, StringComparer.Ordinal)
            .Take(limit)
            .Select(static p => p.pattern),
    ];

    /// <summary>The patterns that are built in.</summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message names each error with its file.</exception>
    public static AttackLibrary LoadEmbedded()
    {
        var assembly = typeof(AttackLibrary).Assembly;
        return Load(assembly.GetManifestResourceNames()
            .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => (n[Prefix.Length..], assembly.GetManifestResourceStream(n)!)));
    }

    /// <summary>Patterns from files; the streams are closed.</summary>
    /// <param name="files">Each with its name, <c>ID.json</c>.</param>
    /// <exception cref="InvalidDataException">A file is wrong, or there is none; the message names each error with its file.</exception>
    public static AttackLibrary Load(IEnumerable<(string Name, Stream Content)> files)
    {
        var (patterns, errors) = (new List<AttackPattern>(), new List<string>());
        foreach (var (name, content) in files)
        {
            using (content)
            {
                try
                {
                    var pattern = JsonSerializer.Deserialize<AttackPattern>(content, Strict) ?? throw new JsonException("the file holds `null`");
                    errors.AddRange(Check(pattern, name).Select(e => $"{name}: {e}"));
                    patterns.Add(pattern);
                }
                catch (JsonException error)
                {
                    errors.Add($"{name}: {error.Message}");
                }
            }
        }

        if (patterns.Count == 0 && errors.Count == 0)
        {
            errors.Add("no attack pattern was found");
        }

        return errors.Count == 0
            ? new AttackLibrary([.. patterns.OrderBy(static p => p.Concerns.EveryTool).ThenBy(static p => p.Name, StringComparer.Ordinal)])
            : throw new InvalidDataException("the attack patterns have errors: " + string.Join("; ", errors));
    }

    private static IEnumerable<string> Check(AttackPattern pattern, string name)
    {
        if (!string.Equals($"{pattern.Id}.json", name, StringComparison.Ordinal) || !pattern.Id.All(static c => char.IsAsciiLetterLower(c) || c is '-'))
        {
            yield return $"the id `{pattern.Id}` is not the file's name in kebab-case";
        }

        if (new[] { pattern.Name, pattern.Summary }.Any(string.IsNullOrWhiteSpace) || !pattern.Summary.EndsWith('.'))
        {
            yield return "name and summary are needed, and the summary is a sentence";
        }

        if (pattern.How.Count == 0 || pattern.Signs.Count == 0 || pattern.Answers.Count == 0)
        {
            yield return "`how`, `signs` and `answers` each need an entry";
        }

        if (!pattern.Concerns.EveryTool && pattern.Concerns.Categories.Count == 0 && pattern.Concerns.Facets.Count == 0)
        {
            yield return "`concerns` names no category and no facet";
        }

        if (pattern.Citations.Count == 0)
        {
            yield return "a pattern without a citation is not documented";
        }

        foreach (var citation in pattern.Citations.Where(static c =>
            SiteUrl.OutsideOrNull(c.Url) is null || !c.Url.StartsWith("https://", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(c.Source) || string.IsNullOrWhiteSpace(c.Title)))
        {
            yield return $"the citation `{citation.Title}` needs a source, a title and an https address";
        }
    }
}
