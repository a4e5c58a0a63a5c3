using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>The poisoned text of a tool.</summary>
internal static class ToolSuspects
{
    /// <summary>What was found, each in its place.</summary>
    public static IReadOnlyList<SuspectEntry> Of(ToolDefinition tool, IReadOnlyList<SuspectText>? suspects) =>
    [
        .. (suspects ?? []).Select(suspect => new SuspectEntry(
            suspect,
            EvidenceQuotes.Place(tool, [new Evidence { Field = suspect.Field, Quote = suspect.Quote, Start = suspect.Start, Length = suspect.Length, Signal = suspect.Detector }])[0])),
    ];

    public static Html Render(IReadOnlyList<SuspectEntry> suspects) => suspects.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <section id="poison"><h2>Poisoned text</h2>
            <p>A description is read by an agent as if its user had said it. These words speak to the agent past its user, or hide from people. It is a suspicion: good authors write some of them too.</p>
            <div class="quotes">{suspects.Select(Suspect)}</div>
            </section>
            """);

    private static Html Suspect(SuspectEntry entry) => Html.Of($"""
        <div class="suspect suspect-{entry.Text.Severity.ToString().ToLowerInvariant()}"><p><strong>{entry.Text.Severity.ToString()}</strong> · it {Words.Limit(entry.Text.Says, 300)} <span class="quiet">({entry.Text.Detector} {entry.Text.Version})</span></p>{ToolWhy.Quote(entry.Field)}</div>
        """);
}
