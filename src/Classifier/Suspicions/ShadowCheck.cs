using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Suspicions;

/// <summary>Adds to a verdict what a definition says of tools of other servers, which only the catalog knows. It never changes category or risk.</summary>
public sealed class ShadowCheck(ISuspectScan scan, IToolNames names)
{
    private const int Most = 50;

    // As many as IToolNames looks up at once.
    private const int NamesAtOnce = 100;

    /// <summary>The verdict, with <see cref="SuspectKind.Shadowing"/> where the catalog has a tool of such a name elsewhere.</summary>
    /// <param name="server">The server whose tool it is.</param>
    /// <param name="tool">The definition.</param>
    /// <param name="verdict">What was said of it.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task<Classification> AddAsync(ServerKey server, ToolDefinition tool, Classification verdict, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var tools = new[] { new ClassifiedTool(tool, verdict) };
        await AddAllAsync(server, tools, cancellationToken);
        return tools[0].Classification;
    }

    /// <summary>The same for all tools of a server in place, with one look-up for each hundred names; none where they name no tool, as most.</summary>
    /// <param name="server">The server whose tools they are.</param>
    /// <param name="tools">The definitions and what was said of them; verdicts to which something is added are replaced.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public async Task AddAllAsync(ServerKey server, IList<ClassifiedTool> tools, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tools);
        List<(int Place, IReadOnlyList<SteeredTool> Steered)>? steering = null;
        for (var i = 0; i < tools.Count; i++)
        {
            var tool = tools[i];
            if ((tool.Key is { } key ? scan.FindSteered(tool.Definition, key) : scan.FindSteered(tool.Definition)) is { Count: > 0 } steered)
            {
                (steering ??= []).Add((i, steered));
            }
        }

        if (steering is null)
        {
            return;
        }

        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var asked in steering.SelectMany(static s => s.Steered).Select(static s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Chunk(NamesAtOnce))
        {
            known.UnionWith(await names.FindElsewhereAsync(asked, server, cancellationToken));
        }

        foreach (var (place, steered) in steering)
        {
            if (steered.Any(s => known.Contains(s.Name)))
            {
                // What is said now depends on other servers, so it is this server's alone.
                tools[place] = tools[place] with { Classification = With(tools[place].Classification, [.. steered.Where(s => known.Contains(s.Name)).Select(static s => s.Text)]), Key = null };
            }
        }
    }

    private static Classification With(Classification verdict, IReadOnlyList<SuspectText> found) => verdict with
    {
        SuspectTexts = [.. (verdict.SuspectTexts ?? []).Concat(found).OrderByDescending(static s => s.Severity).Take(Most)],
        Review = verdict.Review || found.Any(static s => s.Severity >= SuspectSeverity.Medium),
    };
}
