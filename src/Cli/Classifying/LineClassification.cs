using System.Buffers;
using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Classifies JSON lines on all cores, a bounded number at a time, in the order in which they came.</summary>
internal sealed class LineClassification(IToolClassifier classifier, ISecondOpinion? secondOpinion = null) : IDisposable
{
    private const int Batch = 256;
    private const int AskedAtOnce = 4;

    private static readonly JsonWriterOptions Writing = new() { Encoder = ToolDefinitionJson.Options.Encoder, SkipValidation = true };

    // So many batches keep the cores busy while others are read and written.
    private readonly int _atOnce = (2 * Environment.ProcessorCount) + 1;
    private readonly SemaphoreSlim _asking = new(1);

    public void Dispose() => _asking.Dispose();

    /// <summary>Writes a line for each line that can be read; empty lines are skipped, the others are told with their number.</summary>
    /// <returns>How many lines could not be read.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var bad = 0;
        var first = 1;
        var ended = false;
        var underway = new Queue<Task<ClassifiedBatch>>();
        do
        {
            while (!ended && underway.Count < _atOnce)
            {
                var lines = await ReadAsync(input, cancellationToken);
                ended = lines.Count < Batch;
                var from = first;
                underway.Enqueue(Task.Run(() => ClassifyAsync(lines, from, cancellationToken), cancellationToken));
                first += lines.Count;
            }

            var done = await underway.Dequeue();
            await output.WriteAsync(done.Text.AsMemory(), cancellationToken);
            foreach (var problem in done.Problems)
            {
                bad++;
                await error.WriteLineAsync($"catalog: {problem}");
            }
        }
        while (underway.Count > 0 || !ended);

        await output.FlushAsync(cancellationToken);
        return bad;
    }

    private static async Task<List<string>> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        var lines = new List<string>(Batch);
        while (lines.Count < Batch && await input.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private async Task<ClassifiedBatch> ClassifyAsync(List<string> lines, int first, CancellationToken cancellationToken)
    {
        var done = lines.ConvertAll(Classify);
        if (secondOpinion is not null)
        {
            await AskAsync(done, secondOpinion, cancellationToken);
        }

        var text = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(text, Writing))
        {
            foreach (var line in done)
            {
                if (line.Verdict is not null)
                {
                    JsonSerializer.Serialize(writer, line.Verdict, ToolDefinitionJson.Options);
                    await writer.FlushAsync(cancellationToken);
                    writer.Reset();
                    text.Write("\n"u8);
                }
            }
        }

        return new ClassifiedBatch(Encoding.UTF8.GetString(text.WrittenSpan), [.. done.Select((line, i) => line.Problem is null ? null : $"line {first + i}: {line.Problem}").OfType<string>()]);
    }

    // Batches ask one after the other, so that the budget goes to the first lines first.
    private async Task AskAsync(List<ClassifiedLine> lines, ISecondOpinion opinion, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, lines.Count, options, async (i, stop) =>
            {
                if (lines[i] is { Tool: { } tool, Verdict: { } verdict } line)
                {
                    lines[i] = line with { Verdict = await opinion.ReviewAsync(tool, verdict, stop) };
                }
            });
        }
        finally
        {
            _asking.Release();
        }
    }

    private ClassifiedLine Classify(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return new ClassifiedLine(null, null, null);
        }

        try
        {
            var tool = ToolDefinitionJson.Parse(line);
            return new ClassifiedLine(tool, classifier.Classify(tool), null);
        }
        catch (JsonException wrong)
        {
            return new ClassifiedLine(null, null, $"not a tool definition: {wrong.Message.TrimEnd('.')}");
        }
    }
}
