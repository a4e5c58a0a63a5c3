using Catalog.Api.Changes;
using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Everything that the page of a tool says.</summary>
internal sealed record ToolView
{
    public required string Server { get; init; }

    public required string ServerTitle { get; init; }

    public required ToolDefinition Definition { get; init; }

    public required Classification Classification { get; init; }

    /// <summary>How many characters of the name and the description a reader does not see.</summary>
    public required int HiddenCharacters { get; init; }

    /// <summary>What it does on this server, a sentence each.</summary>
    public required IReadOnlyList<string> DoesHere { get; init; }

    /// <summary>The quoted words that carry the verdict, in their text.</summary>
    public required IReadOnlyList<EvidenceField> Evidence { get; init; }

    /// <summary>The quoted words that speak for another category, in their text.</summary>
    public required IReadOnlyList<EvidenceField> CounterEvidence { get; init; }

    public required ParameterList Parameters { get; init; }

    /// <summary>The attack patterns that abuse this kind of access, the closest first.</summary>
    public required IReadOnlyList<AttackEntry> Attacks { get; init; }

    public required ControlView Control { get; init; }

    /// <summary>Where it calls other tools: those that the source declares and does not offer by themselves, so that a call of it may run any of them, in ordinal order. Empty otherwise.</summary>
    public required IReadOnlyList<ToolEntry> Behind { get; init; }

    /// <summary>Tools of the same server that are closest to it.</summary>
    public required IReadOnlyList<ToolEntry> RelatedHere { get; init; }

    /// <summary>Tools of other servers with the same words in their names.</summary>
    public required IReadOnlyList<ToolEntry> RelatedElsewhere { get; init; }

    public required IReadOnlyList<QuestionView> Questions { get; init; }

    public required ProvenanceView Provenance { get; init; }

    /// <summary>What it was before, newest first; one entry where nothing has changed.</summary>
    public required IReadOnlyList<HistoryRow> History { get; init; }

    /// <summary>Poisoned text, the weightiest first, each in its place.</summary>
    public required IReadOnlyList<SuspectEntry> Suspects { get; init; }

    /// <summary>Its last changes, newest first.</summary>
    public required IReadOnlyList<ChangeEntry> Changes { get; init; }

    /// <summary>How many changes there are in all.</summary>
    public required int ChangesTotal { get; init; }
}
