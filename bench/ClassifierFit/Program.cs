// Fits the points of data/taxonomy/scoring.json on labelled rows and measures the signals by themselves: the trained model is measured by `catalog eval`.
//   TRAIN DEV             fits on TRAIN, measures both
//   out:FILE              writes the table
//   points, floors        shows what each signal is worth, and which would pay as a floor
//   facets                measures facets
//   errors:train:N:W:R    N rows labelled W… that are answered R…, the surest first
using System.Diagnostics;
using System.Globalization;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Vocabularies;
using Catalog.ClassifierFit;
using Catalog.Core.Registration;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var panel = new SignalPanel(ImplementationScan.TypesOf<ISignal>(typeof(ISignal).Assembly).Select(static t => (ISignal)Activator.CreateInstance(t)!));
var watch = Stopwatch.StartNew();
List<Row> Load(string file) => File.ReadLines(file).AsParallel().AsOrdered().Select(l => Row.Parse(l, t =>
{
    var f = panel.Ask(ToolView.Of(t, Vocabulary.Embedded));
    return Enumerable.Range(0, f.Length).Where(i => f[i].Outcome == Outcome.True && panel.Signals[i].Subject.Category is not null).ToArray();
})).ToList();
var speaks = panel.Signals.Select(static s => s.Subject.Category is { } c ? Array.IndexOf(Row.Categories, c) : -1).ToArray();
var train = Load(args[0]);
var dev = Load(args[1]);
Console.WriteLine($"read {train.Count}+{dev.Count} in {watch.ElapsedMilliseconds} ms");
var model = Fitter.Fit(train, speaks, panel.Signals.Length);
Measure.Print("train", train, model, speaks);
Measure.Print("dev", dev, model, speaks);
Console.WriteLine($"took {watch.ElapsedMilliseconds} ms");
foreach (var (i, w) in Enumerable.Range(0, speaks.Length).Where(i => speaks[i] >= 0).Select(i => (i, model.Points[i])).OrderByDescending(static p => p.Item2))
{
    if (args.Contains("points"))
    {
        Console.WriteLine($"{w,6:F2} {panel.Signals[i].Id} {Row.Categories[speaks[i]]} n={train.Count(r => r.Fired.Contains(i))} right={train.Count(r => r.Fired.Contains(i) && r.Category == speaks[i])}");
    }
}

if (args.FirstOrDefault(static a => a.StartsWith("errors", StringComparison.Ordinal)) is { } errors)
{
    var parts = errors.Split(':');
    Measure.Errors(parts.Length > 1 && parts[1] == "dev" ? dev : train, model, speaks, panel.Signals, int.Parse(parts.ElementAtOrDefault(2) ?? "40"), parts.ElementAtOrDefault(3), parts.ElementAtOrDefault(4));
}

if (args.Contains("floors"))
{
    foreach (var i in Enumerable.Range(0, speaks.Length).Where(i => speaks[i] > 0))
    {
        var raised = train.Where(r => r.Fired.Contains(i) && model.Answer(r, speaks) is var a && a < speaks[i]).ToList();
        var gained = raised.Count(r => r.IsRight(speaks[i]) && !r.IsRight(model.Answer(r, speaks)));
        var lost = raised.Count(r => !r.IsRight(speaks[i]) && r.IsRight(model.Answer(r, speaks)));
        if (gained > 2 && gained * 2 > lost)
        {
            Console.WriteLine($"floor {panel.Signals[i].Id} {Row.Categories[speaks[i]]} raised {raised.Count} gained {gained} lost {lost} read->right {raised.Count(r => r.IsRight(speaks[i]) && model.Answer(r, speaks) == 0)}");
        }
    }
}

if (args.Contains("facets"))
{
    Measure.Facets(dev, panel);
    Measure.Facets(train, panel);
}

if (args.FirstOrDefault(static a => a.StartsWith("out:", StringComparison.Ordinal)) is { } to)
{
    File.WriteAllText(to[4..], Measure.Table(model, panel.Signals, speaks));
}
