using System.Globalization;
using Catalog.Classifier.Explanations;
using Catalog.Cli.Hosting;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Catalog.Core.Texts;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Prints an explanation for people.</summary>
internal static class ExplanationPrinter
{
    /// <summary>Prints all of it.</summary>
    public static void Print(TextWriter output, ToolRecord record, ToolExplanation explanation)
    {
        var verdict = explanation.Classification;
        output.WriteLine(TerminalText.OneLine($"{record.Server} {verdict.Tool}"));
        output.WriteLine();
        output.WriteLine($"  {verdict.Category}, risk {verdict.Risk}, confidence {Share(verdict.Confidence)}{(verdict.Review ? ", to be reviewed" : "")}");
        PrintReview(output, verdict.Reviewed);
        if (verdict.Facets.Count > 0)
        {
            output.WriteLine($"  facets: {string.Join(", ", verdict.Facets.Select(FacetIds.Of))}");
        }

        output.WriteLine($"  {TerminalText.OneLine(verdict.Rationale)}");
        foreach (var contradiction in verdict.Contradictions)
        {
            output.WriteLine($"  contradiction: {TerminalText.OneLine(contradiction)}");
        }

        if (record.Classification.Category != verdict.Category)
        {
            output.WriteLine($"  stored as {record.Classification.Category} by {record.Classification.Classifier}: crawl again to store what {verdict.Classifier} says");
        }

        PrintSuspects(output, verdict.SuspectTexts ?? []);
        PrintEvidence(output, "for it", verdict.Evidence);
        PrintRunnerUp(output, verdict);
        PrintActions(output, verdict.Actions);
        output.WriteLine();
        output.WriteLine("  risk");
        foreach (var reason in verdict.RiskReasons)
        {
            output.WriteLine($"    {(int)reason.Weight,2:+0;-0;0}  {reason.Reason}{Quoted(reason.Evidence)}{(reason.Step == 0 ? "" : reason.Step > 0 ? ": one level up" : ": one level down")}");
        }

        PrintModel(output, explanation);
        output.WriteLine();
        output.WriteLine($"  signals that said yes, of {explanation.Asked} asked");
        foreach (var answer in explanation.Answers)
        {
            output.WriteLine($"    {answer.Points.ToString("F2", CultureInfo.InvariantCulture),5} {answer.SpeaksFor,-15} {answer.Signal} v{answer.Version}{Quoted(answer.Evidence)}");
        }

        output.WriteLine();
        output.WriteLine($"  classifier {verdict.Classifier}, definition {record.DefinitionHash}");
    }

    private static void PrintReview(TextWriter output, HandReview? review)
    {
        if (review is not null)
        {
            output.WriteLine(TerminalText.OneLine($"  reviewed by hand by {review.By} on {review.On:yyyy-MM-dd}; the classifier itself says {review.Category}, risk {review.Risk}, confidence {Share(review.Confidence)}"));
        }
    }

    private static void PrintSuspects(TextWriter output, IReadOnlyList<SuspectText> suspects)
    {
        if (suspects.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("  poisoned text is suspected");
        foreach (var suspect in suspects)
        {
            output.WriteLine(TerminalText.OneLine($"    {suspect.Severity} {suspect.Kind}: it {HiddenCharacters.Spell(suspect.Says)}; {suspect.Field} from {suspect.Start}: “{HiddenCharacters.Spell(suspect.Quote)}” ({suspect.Detector} v{suspect.Version})"));
        }
    }

    private static void PrintRunnerUp(TextWriter output, Classification verdict)
    {
        output.WriteLine();
        if (verdict.RunnerUp is not { } second)
        {
            output.WriteLine("  no runner-up: nothing speaks for another category");
            return;
        }

        output.WriteLine($"  why not {second}, the runner-up");
        output.WriteLine(verdict.CounterEvidence.Count == 0 ? "    no words in particular speak for it"
            : verdict.Reviewed is not null ? "    these words speak for it; a person weighed them:"
            : verdict.ModelChoice is null ? "    these words speak for it, and weigh less:" : "    these words speak for it:");
        PrintQuotes(output, verdict.CounterEvidence);
    }

    private static void PrintActions(TextWriter output, IReadOnlyList<ActionVerdict> actions)
    {
        if (actions.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(TerminalText.OneLine($"  by value of `{actions[0].Argument}`"));
        foreach (var action in actions)
        {
            output.WriteLine(TerminalText.OneLine($"    {action.Value,-24} {action.Category,-12} {action.Risk,-9}{Quoted(action.Evidence.Skip(1).FirstOrDefault())}").TrimEnd());
        }
    }

    private static void PrintModel(TextWriter output, ToolExplanation explanation)
    {
        output.WriteLine();
        output.WriteLine($"  the model alone: {string.Join(", ", explanation.Shares.OrderByDescending(static s => s.Value).Select(static s => $"{s.Key} {Share(s.Value)}"))}");
        if (ModelLean.SentenceOrNull(explanation.Classification) is { } lean)
        {
            output.WriteLine($"    {lean}");
        }

        foreach (var part in explanation.Contributions)
        {
            output.WriteLine($"    {part.Weight.ToString("+0.00", CultureInfo.InvariantCulture)} {part.Toward,-12} {part.What}{Quoted(part.Words)}");
        }
    }

    private static void PrintEvidence(TextWriter output, string title, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count > 0)
        {
            output.WriteLine();
            output.WriteLine($"  {title}");
            PrintQuotes(output, evidence);
        }
    }

    private static void PrintQuotes(TextWriter output, IReadOnlyList<Evidence> evidence)
    {
        foreach (var quoted in evidence)
        {
            output.WriteLine(TerminalText.OneLine($"    {quoted.Field} from {quoted.Start}: “{quoted.Quote}” ({quoted.Signal})"));
        }
    }

    private static string Quoted(Evidence? evidence) => evidence is null ? "" : TerminalText.OneLine($"  “{evidence.Quote}”");

    private static string Share(double share) => share.ToString("0.00##", CultureInfo.InvariantCulture);
}
