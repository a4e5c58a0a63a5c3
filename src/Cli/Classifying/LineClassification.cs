using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Classifies JSON lines on all cores, a bounded number at a time, in the order in which they came.</summary>
internal sealed class LineClassification(IToolClassifier classifier, ISecondOpinion? secondOpinion = null)
{
    private const int Batch = 2048;
    private const int AskedAtOnce = 4;

    /// <summary>Writes a line for each line that can be read; empty lines are skipped, the others are told with their number.</summary>
    /// <returns>How many lines could not be read.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var bad = 0;
        var first = 1;
        var lines = new List<string>(Batch);
        while (await ReadAsync(input, lines, cancellationToken))
        {
            var done = lines.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(Classify).ToArray();
            if (secondOpinion is not null)
            {
                await AskAsync(done, secondOpinion, cancellationToken);
            }

            var texts = done.AsParallel().AsOrdered().Select(static line => line.Verdict is null ? null : JsonSerializer.Serialize(line.Verdict, ToolDefinitionJson.Options)).ToArray();
            for (var i = 0; i < done.Length; i++)
            {
                if (done[i].Problem is { } problem)
                {
                    bad++;
                    await error.WriteLineAsync($"catalog: line {first + i}: {problem}");
                }
                else if (texts[i] is { } text)
                {
                    await output.WriteLineAsync(text.AsMemory(), cancellationToken);
                }
            }

            first += lines.Count;
            lines.Clear();
        }

        await output.FlushAsync(cancellationToken);
        return bad;
    }

    private static Task AskAsync(ClassifiedLine[] lines, ISecondOpinion opinion, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        lines.Length,
        new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken },
        async (i, stop) =>
        {
            if (lines[i] is { Tool: { } tool, Verdict: { } verdict } line)
            {
                lines[i] = line with { Verdict = await opinion.ReviewAsync(tool, verdict, stop) };
            }
        });

    private static async Task<bool> ReadAsync(TextReader input, List<string> lines, CancellationToken cancellationToken)
    {
        while (lines.Count < Batch && await input.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines.Count > 0;
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
