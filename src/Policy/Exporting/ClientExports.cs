using Catalog.Core.Catalogs;
using Catalog.Core.Registration;
using Catalog.Core.Tools;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Exporting;

/// <summary>The clients that rules can be written for.</summary>
public static class ClientExports
{
    internal const string NoLimits = "This client knows no limits and no rules on arguments: tools that the policy limits ask each time. The gateway enforces all of it.";

    /// <summary>All of them in ordinal order of their ids.</summary>
    public static IReadOnlyList<IClientExport> All { get; } =
    [
        .. ImplementationScan.TypesOf<IClientExport>(typeof(IClientExport).Assembly)
            .Select(static t => (IClientExport)Activator.CreateInstance(t)!)
            .OrderBy(static e => e.Id, StringComparer.Ordinal),
    ];

    /// <summary>The export of an id, case included; null where there is none.</summary>
    public static IClientExport? FindOrNull(string id) => All.FirstOrDefault(e => e.Id == id);

    /// <summary>The names of the tools by what is done with them, each in ordinal order; a name that is defined twice has the most severe treatment.</summary>
    internal static ILookup<TreatmentKind, string> ByTreatment(ClientExportInput input) => input.Tools
        .Where(static t => t.Definition.Exposed != Exposure.No)
        .GroupBy(static t => t.Definition.Tool, StringComparer.Ordinal)
        .OrderBy(static g => g.Key, StringComparer.Ordinal)
        .Select(g => (Name: g.Key, Kind: g.Max(t => KindOf(t, input.Options))))
        .ToLookup(static t => t.Kind, static t => t.Name);

    private static TreatmentKind KindOf(ClassifiedTool tool, RecommendationOptions options) =>
        PolicyRecommender.TreatmentOf(tool.Classification, options.Profile, options.Dialect).Kind;
}
