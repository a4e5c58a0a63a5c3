using System.Text.Json;
using Catalog.Classifier.Actions;
using Catalog.Classifier.Explanations;
using Catalog.Classifier.Model;
using Catalog.Classifier.Overrides;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Rationales;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Suspicions;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Classifier;

/// <summary>Reads a definition once, asks all signals, and turns their answers into one classification.</summary>
internal sealed class ToolClassifier : IToolClassifier, IToolExplainer
{
    // How sure a verdict on a name alone must be to stand, and to stand as Read.
    private const double SureChange = 0.8;
    private const double SureRead = 0.82;

    [ThreadStatic]
    private static Stack<Finding[]>? findingsOfThread;

    private readonly SignalPanel _panel;
    private readonly Scorer _scorer;
    private readonly ScoringTable _table = ScoringTable.Embedded;
    private readonly ActionJudge _actions;
    private readonly FeatureReader _features;
    private readonly TrainedModel _model;
    private readonly OverrideSet _overrides;
    private readonly int _saysDispatch;
    private readonly int _toolArgument;

    /// <summary>Takes the signals, in any order, the overrides in force (null for none), and the shipped model.</summary>
    /// <exception cref="InvalidModelException">The shipped model is none that this version can use.</exception>
    public ToolClassifier(IEnumerable<ISignal> signals, OverrideSet? overrides = null)
        : this(signals, TrainedModel.Embedded, overrides)
    {
    }

    /// <summary>Takes the signals, in any order, a model, and the overrides in force; null for none.</summary>
    public ToolClassifier(IEnumerable<ISignal> signals, TrainedModel model, OverrideSet? overrides = null)
    {
        _model = model;
        _overrides = overrides ?? OverrideSet.None;
        _panel = new SignalPanel(signals);
        (_saysDispatch, _toolArgument) = (_panel.PlaceOf("says-dispatch"), _panel.PlaceOf("tool-argument"));
        _scorer = new Scorer(_table, _panel.Signals);
        _features = new FeatureReader(_panel.Signals);
        _actions = new ActionJudge(tool => Classify(tool, []));
    }

    /// <inheritdoc/>
    public string Version => _overrides.Hash.Length == 0 ? ClassifierVersion.Value : $"{ClassifierVersion.Value}+overrides.{_overrides.Hash}";

    /// <inheritdoc/>
    public Classification Classify(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return Classify(tool, SuspectScan.Shared.Scan(tool));
    }

    private Classification Classify(ToolDefinition tool, IReadOnlyList<SuspectText> suspects)
    {
        var view = ToolView.Of(tool, Vocabulary.Embedded);

        // The values of a tool's actions are classified while it is, so there may be several at a time.
        var rooms = findingsOfThread ??= new Stack<Finding[]>();
        var findings = rooms.TryPop(out var room) && room.Length == _panel.Signals.Length ? room : new Finding[_panel.Signals.Length];
        var verdict = Conclude(tool, view, _panel.Ask(view, findings), suspects);
        rooms.Push(findings);
        return verdict;
    }

    /// <inheritdoc/>
    public ToolExplanation Explain(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var view = ToolView.Of(tool, Vocabulary.Embedded);
        var findings = _panel.Ask(view);
        var answers = findings.Select((finding, i) => (finding, signal: _panel.Signals[i]))
            .Where(static pair => pair.finding.Outcome == Outcome.True)
            .Select(pair => new SignalAnswer
            {
                Signal = pair.signal.Id,
                Version = pair.signal.Version,
                Question = pair.signal.Question,
                SpeaksFor = pair.signal.Subject.Category?.ToString() ?? FacetIds.Of(pair.signal.Subject.Facet!.Value),
                Points = _table.Points.GetValueOrDefault(pair.signal.Id),
                Evidence = pair.finding.Mark is { Length: > 0 } mark ? EvidenceChooser.Quote(pair.signal.Id, mark) : null,
            })
            .OrderByDescending(static a => a.Points).ThenBy(static a => a.Signal, StringComparer.Ordinal);
        var (shares, contributions) = AskModel(view, findings);
        return new ToolExplanation(Conclude(tool, view, findings, SuspectScan.Shared.Scan(tool)), shares, contributions, [.. answers], findings.Length);
    }

    private Classification Conclude(ToolDefinition tool, ToolView view, Finding[] findings, IReadOnlyList<SuspectText> suspects)
    {
        var score = JudgeWithModel(view, findings);
        var evidence = EvidenceChooser.Choose(score.Fired, score.Category, EvidenceChooser.Most, view);
        var known = evidence.Count > 0 && (SaysSomething(view) || SaysEnough(view, score));
        var category = known ? score.Category : Category.Unknown;
        var own = Compose(tool, view, findings, score, category, FacetRules.Of(category, findings, _panel.Signals), evidence, suspects);
        if (_overrides.FindOrNull(tool, out var isStale) is not { } entry)
        {
            return isStale ? own with { Review = true } : own;
        }

        var named = OverriddenVerdict.Facets(entry, FacetRules.Of(entry.Category, findings, _panel.Signals));
        var settled = score with { Confidence = 1, RunnerUp = null, ModelChoice = null };
        return OverriddenVerdict.Join(own, entry, Compose(tool, view, findings, settled, entry.Category, named, OverriddenVerdict.EvidenceFor(tool, entry, score.Fired, view), suspects));
    }

    private Classification Compose(
        ToolDefinition tool, ToolView view, Finding[] findings, Verdict score, Category category, IReadOnlyList<FiredFacet> facets, IReadOnlyList<Evidence> evidence, IReadOnlyList<SuspectText> suspects)
    {
        var known = category != Category.Unknown;
        var confidence = known ? score.Confidence : 0;
        var dispatcher = findings[_saysDispatch].Outcome == Outcome.True || (findings[_toolArgument].Outcome == Outcome.True && category == Category.Execute);
        var (risk, reasons) = RiskAssessor.Assess(category, facets, view, dispatcher, suspects);
        evidence = !known ? [] : facets.Count == 0 ? evidence : WithFacets(category, facets, evidence);
        var said = new Classification
        {
            Id = tool.Id,
            Server = tool.Server,
            Tool = tool.Tool,
            Category = category,
            Risk = risk,
            Confidence = confidence,
            Facets = [.. facets.Select(static f => f.Facet)],
            Rationale = "",
            Evidence = evidence,
            CounterEvidence = known && score.RunnerUp is { } second ? EvidenceChooser.Choose(score.Fired, second, 2) : [],
            RiskReasons = reasons,
            Contradictions = ContradictionRules.Of(view.Annotations, category, evidence),
            SuspectTexts = suspects.Count == 0 ? null : suspects,
            Actions = known ? _actions.Judge(view) : [],
            RunnerUp = known ? score.RunnerUp : null,
            ModelChoice = known ? score.ModelChoice : null,
            Review = !known || confidence < _table.ReviewBelow || view.IsDoubtful || !SaysSomething(view) || suspects.Any(static s => s.Severity >= SuspectSeverity.Medium),
            Dispatcher = dispatcher,
            Classifier = ClassifierVersion.Value,
        };
        return said with { Rationale = RationaleWriter.Write(said, facets, view, tool.InputSchema is { ValueKind: JsonValueKind.Object }) };
    }

    private (IReadOnlyDictionary<Category, double> Shares, IReadOnlyList<ModelContribution> Contributions) AskModel(ToolView view, Finding[] findings)
    {
        var features = FeatureList.OfThread;
        _features.Read(view, findings, features);
        var shares = new float[LinearModel.Stride];
        _model.Share(features, shares);
        return (Enumerable.Range(0, LinearModel.Classes).ToDictionary(VerdictRules.CategoryOf, c => Math.Round(shares[c], 4)), ModelContributions.Of(_model.Weights, features));
    }

    private Verdict JudgeWithModel(ToolView view, Finding[] findings)
    {
        var features = FeatureList.OfThread;
        _features.Read(view, findings, features);
        return VerdictRules.Judge(_scorer.Judge(findings), _model, features);
    }

    // Whatever raises the risk is shown with its words.
    private static List<Evidence> WithFacets(Category category, IReadOnlyList<FiredFacet> facets, IReadOnlyList<Evidence> evidence)
    {
        var all = new List<Evidence>(evidence);
        for (var i = 0; i < facets.Count; i++)
        {
            if (FacetWeights.OrNull(category, facets[i].Facet) is not null && EvidenceChooser.ChooseOrNull(facets[i], evidence) is { } shown
                && !all.Skip(evidence.Count).Any(e => e.Field == shown.Field && e.Start == shown.Start && e.Length == shown.Length))
            {
                all.Add(shown);
            }
        }

        return all;
    }

    // A bare noun for a name says nothing of what a call does, and neither does a description that only says the name again.
    private static bool SaysSomething(ToolView view) =>
        view.Name.Action >= 0 || view.Name.Field.Tokens is [.., var last] && last.Is(Senses.ReadNoun)
        || AddsWords(view.Description?.Field, view.Name.Field) || AddsWords(view.Title, view.Name.Field)
        || (view.Description is not null && ActionArgument.FindOrNull(view) is not null);

    // Several words of a name may say enough by themselves where the model is sure of them; for a person to look at.
    private static bool SaysEnough(ToolView view, Verdict verdict) =>
        view.Name.Field.Tokens.Length > 1 && verdict.Confidence >= (verdict.Category == Category.Read ? SureRead : SureChange);

    private static bool AddsWords(TextField? text, TextField name) =>
        text is not null && text.Tokens.Any(word => !word.Is(Senses.Filler)
            && !name.Tokens.Any(own => own.Root == word.Root) && !name.Text.AsSpan().Equals(text.WordOf(word), StringComparison.OrdinalIgnoreCase));
}
