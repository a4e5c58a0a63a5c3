using Catalog.Classifier.Overrides;
using Catalog.Core.Caching;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Caching;

/// <summary>Judges a definition once for all servers that have it: a quarter of real servers share their tools with another. What an override names is always judged anew, for an override is one server's.</summary>
internal sealed class CachedToolClassifier(ToolClassifier classifier, OverrideSet overrides) : IToolClassifier
{
    // Verdicts take 2 KiB in the mean, so that some 30 MiB of each of the two generations are filled at most.
    private const int MostEntries = 1 << 15;
    private const long MostBytes = 32 << 20;

    private readonly RecentValues<Classification> _verdicts = new(MostEntries, MostBytes, SizeOf);

    /// <inheritdoc/>
    public string Version => classifier.Version;

    /// <inheritdoc/>
    public Classification Classify(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return overrides.IsNamed(tool) ? classifier.Classify(tool) : Recall(tool, DefinitionKey.Of(tool));
    }

    /// <inheritdoc/>
    public Classification Classify(ToolDefinition tool, ContentKey key, out bool isShared)
    {
        ArgumentNullException.ThrowIfNull(tool);
        isShared = !overrides.IsNamed(tool);
        return isShared ? Recall(tool, key) : classifier.Classify(tool);
    }

    private Classification Recall(ToolDefinition tool, ContentKey key)
    {
        var verdict = _verdicts.FindOrNull(key);
        if (verdict is null)
        {
            verdict = classifier.Classify(tool);
            _verdicts.Keep(key, verdict);
        }

        return verdict.Id == tool.Id && verdict.Server == tool.Server ? verdict : verdict with { Id = tool.Id, Server = tool.Server };
    }

    // Objects and lists by the piece, texts by their length; signals, reasons and the like are shared by all verdicts.
    private static int SizeOf(Classification verdict)
    {
        const int Whole = 600;
        const int Piece = 120;
        var size = Whole + (2 * verdict.Rationale.Length);
        foreach (var evidence in verdict.Evidence.Concat(verdict.CounterEvidence).Concat(verdict.Actions.SelectMany(static a => a.Evidence)))
        {
            size += Piece + (2 * (evidence.Quote.Length + evidence.Field.Length));
        }

        size += verdict.RiskReasons.Sum(static r => Piece + (2 * r.Reason.Length)) + (Piece * verdict.Actions.Count) + verdict.Contradictions.Sum(static c => 2 * c.Length);
        return size + (verdict.SuspectTexts?.Sum(static s => Piece + (2 * (s.Quote.Length + s.Field.Length))) ?? 0);
    }
}
