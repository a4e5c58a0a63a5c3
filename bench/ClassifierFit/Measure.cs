using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.ClassifierFit;

/// <summary>Figures and errors.</summary>
internal static class Measure
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static void Print(string name, IReadOnlyList<Row> rows, Model model, int[] speaks)
    {
        var confusion = new int[5, 5];
        int certain = 0, certainRight = 0, natural = 0, naturalRight = 0, right = 0, risky = 0, unsafeAllow = 0, severe = 0;
        foreach (var r in rows)
        {
            var a = model.Answer(r, speaks);
            var ok = r.IsRight(a);
            confusion[r.Category, ok ? r.Category : a]++;
            right += ok ? 1 : 0;
            if (r.Certain)
            {
                certain++;
                certainRight += ok ? 1 : 0;
            }

            if (r.Stratum == "natural")
            {
                natural++;
                naturalRight += ok ? 1 : 0;
            }

            if (r.Category > 0)
            {
                risky++;
                unsafeAllow += a == 0 && !ok ? 1 : 0;
                severe += a == 0 && !ok && r.Category >= 3 ? 1 : 0;
            }
        }

        Console.WriteLine($"{name}: all {right / (double)rows.Count:F4} certain {certainRight / (double)certain:F4} natural {naturalRight / (double)natural:F4} unsafe {unsafeAllow / (double)risky:F4} ({unsafeAllow}) severe {severe}");
        var f1s = 0.0;
        for (var c = 0; c < 5; c++)
        {
            int tp = confusion[c, c], fn = 0, fp = 0;
            var line = new StringBuilder();
            for (var d = 0; d < 5; d++)
            {
                line.Append(CultureInfo.InvariantCulture, $"{confusion[c, d],6}");
                fn += d == c ? 0 : confusion[c, d];
                fp += d == c ? 0 : confusion[d, c];
            }

            var f1 = 2.0 * tp / (2 * tp + fn + fp);
            f1s += f1;
            Console.WriteLine($"  {Row.Categories[c],-12}{line}  P {tp / (double)(tp + fp):F3} R {tp / (double)(tp + fn):F3} F1 {f1:F3}");
        }

        Console.WriteLine($"  macro F1 {f1s / 5:F4}");
    }

    public static void Errors(IReadOnlyList<Row> rows, Model model, int[] speaks, IReadOnlyList<ISignal> signals, int n, string? want, string? got)
    {
        var shown = 0;
        var wrong = rows.Select(r => (r, a: model.Answer(r, speaks), s: model.Sums(r, speaks))).Where(x => !x.r.IsRight(x.a) && x.r.Certain)
            .Where(x => want is null or "" or "*" || Row.Categories[x.r.Category].ToString().StartsWith(want, StringComparison.Ordinal))
            .Where(x => got is null or "" or "*" || Row.Categories[x.a].ToString().StartsWith(got, StringComparison.Ordinal))
            .OrderByDescending(x => x.s[x.a] - x.s[x.r.Category]);
        var step = Math.Max(1, wrong.Count() / n);
        foreach (var (r, a, _) in wrong.Where((_, i) => i % step == 0))
        {
            if (shown++ >= n)
            {
                break;
            }

            var text = (r.Tool.Description ?? "").ReplaceLineEndings(" ");
            Console.WriteLine($"{Row.Categories[r.Category].ToString()[0]}>{Row.Categories[a].ToString()[0]} {r.Tool.Tool} | {text[..Math.Min(170, text.Length)]} || {string.Join(' ', r.Fired.Where(f => model.Points[f] > 0.2).OrderByDescending(f => model.Points[f]).Take(9).Select(f => $"{signals[f].Id}:{Row.Categories[speaks[f]].ToString()[0]}{model.Points[f]:F1}"))}");
        }
    }

    public static void Facets(IReadOnlyList<Row> rows, SignalPanel panel)
    {
        var answers = rows.AsParallel().AsOrdered().Select(r => (r, f: FacetRules.Of(Row.Categories[r.Category], panel.Ask(ToolView.Of(r.Tool, Vocabulary.Embedded)), panel.Signals))).ToList();
        foreach (var facet in Enum.GetValues<Facet>())
        {
            var id = FacetIds.Of(facet);
            var said = answers.Count(x => x.f.Any(f => f.Facet == facet));
            var labelled = answers.Count(x => x.r.Facets.Contains(id));
            var both = answers.Count(x => x.f.Any(f => f.Facet == facet) && x.r.Facets.Contains(id));
            Console.WriteLine($"{id,-16} said {said,5} labelled {labelled,5} P {both / Math.Max(1.0, said):F2} R {both / Math.Max(1.0, labelled):F2}   false: {string.Join(' ', answers.Where(x => x.f.Any(f => f.Facet == facet) && !x.r.Facets.Contains(id)).Take(6).Select(x => x.r.Tool.Tool))}   missed: {string.Join(' ', answers.Where(x => !x.f.Any(f => f.Facet == facet) && x.r.Facets.Contains(id)).Take(5).Select(x => x.r.Tool.Tool))}");
        }
    }

    // What people have set in the table stays: floors, margins, and when somebody should look.
    public static string Table(Model model, IReadOnlyList<ISignal> signals, int[] speaks)
    {
        var table = ScoringTable.Embedded with
        {
            Start = Row.Categories.Select((c, i) => (c, Math.Round(model.Start[i], 2))).ToDictionary(static p => p.c, static p => p.Item2),
            Points = Enumerable.Range(0, signals.Count).Where(i => speaks[i] >= 0).OrderBy(i => speaks[i]).ThenBy(i => signals[i].Id, StringComparer.Ordinal)
                .ToDictionary(i => signals[i].Id, i => Math.Round(model.Points[i], 2)),
        };
        return JsonSerializer.Serialize(table, Written) + "\n";
    }
}
