using Catalog.Classifier.Reading;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Risks;

/// <summary>The cases of <c>Cases/*.json</c>, and the assessment of one.</summary>
internal static class RiskCases
{
    public static IReadOnlyList<RiskCase> All { get; } =
        [.. Directory.EnumerateFiles(CaseFiles.Folder("Risks"), "*.json").Order(StringComparer.Ordinal).SelectMany(CaseFiles.Read<RiskCase>)];

    public static (Risk Risk, IReadOnlyList<RiskReason> Reasons) Assess(RiskCase one) =>
        RiskAssessor.Assess(one.Category, [.. one.Facets.Select(static f => new FiredFacet(f, "facet", null))], ToolView.Of(one.Tool, Vocabulary.Embedded), one.Dispatcher);
}
