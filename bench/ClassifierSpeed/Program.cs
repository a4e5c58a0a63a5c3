// How fast definitions are classified, and where the time goes.
//   FILE [ROUNDS [STAGE]]   JSON lines of tool definitions, some 10,000 of them are enough; only the stages whose name has these words, for a profiler
// One thread alone goes through the stages, each beside the one before; then all processors classify whole lines, in turns with the baseline, which only parses them as JSON.
using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Model;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0)
{
    Console.Error.WriteLine("name a FILE of JSON lines of tool definitions");
    return 1;
}

var lines = File.ReadAllLines(args[0]);
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
var services = new ServiceCollection().AddClassifier().BuildServiceProvider();

// The one without memory: with it the second round would find every verdict made.
IToolClassifier classifier = services.GetRequiredService<ToolClassifier>();
var remembering = services.GetRequiredService<IToolClassifier>();
var tools = lines.Select(static line => ToolDefinitionJson.Parse(line)).ToArray();
var bytes = lines.Select(Encoding.UTF8.GetBytes).ToArray();
var panel = ModelBuilder.PanelOfAll();
var scorer = new Scorer(ScoringTable.Embedded, panel.Signals);
var reader = new FeatureReader(panel.Signals);
var views = tools.Select(tool => ToolView.Of(tool, Vocabulary.Embedded)).ToArray();
var findings = views.Select(panel.Ask).ToArray();
var answers = tools.Select(classifier.Classify).ToArray();

(string Stage, Action<int> Run)[] stages =
[
    ("parse the line as JSON", i => JsonDocument.Parse(lines[i]).Dispose()),
    ("definition from the line", i => ToolDefinitionJson.Parse(bytes[i])),
    ("words of the definition", i => ToolView.Of(tools[i], Vocabulary.Embedded)),
    ("answers of the signals", i => panel.Ask(views[i])),
    ("features", i => reader.Read(views[i], findings[i], FeatureList.OfThread)),
    ("features, model, verdict", i =>
    {
        reader.Read(views[i], findings[i], FeatureList.OfThread);
        VerdictRules.Judge(scorer.Judge(findings[i]), TrainedModel.Embedded, FeatureList.OfThread);
    }),
    ("the whole classification", i => classifier.Classify(tools[i])),
    ("a definition judged before", i => remembering.Classify(tools[i])),
    ("classification as a line", i => Write(answers[i])),
];
Console.WriteLine("one thread, best of the rounds");
foreach (var (stage, run) in stages.Where(s => args.Length < 3 || s.Stage.Contains(args[2], StringComparison.Ordinal)))
{
    var best = TimeSpan.MaxValue;
    var before = GC.GetAllocatedBytesForCurrentThread();
    for (var round = 0; round < rounds; round++)
    {
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < lines.Length; i++)
        {
            run(i);
        }

        var took = Process.GetCurrentProcess().TotalProcessorTime - start;
        best = took < best ? took : best;
    }

    Console.WriteLine($"  {stage,-26}{best.TotalMicroseconds / lines.Length,8:F1} µs{(GC.GetAllocatedBytesForCurrentThread() - before) / (rounds * (double)lines.Length),9:F0} bytes");
}

Console.WriteLine($"{Environment.ProcessorCount} processors");
for (var round = 0; args.Length < 3 && round < rounds; round++)
{
    var parse = Rate(line => JsonDocument.Parse((ReadOnlyMemory<byte>)line).Dispose());
    var classify = Rate(line => Write(classifier.Classify(ToolDefinitionJson.Parse(line))));
    Console.WriteLine($"  {classify,10:F0} lines a second classified, {parse,10:F0} parsed: {classify / parse:F3} of the baseline");
}

return 0;

double Rate(Action<byte[]> run)
{
    var start = Stopwatch.GetTimestamp();
    bytes.AsParallel().ForAll(run);
    return lines.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static void Write(Classification answer)
{
    var line = new ArrayBufferWriter<byte>(4096);
    using var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = ToolDefinitionJson.Options.Encoder, SkipValidation = true });
    ClassificationJson.Write(writer, answer);
}
