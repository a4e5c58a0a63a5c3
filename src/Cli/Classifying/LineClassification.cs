using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Classifies JSON lines on all cores, a bounded number at a time, in the order in which they came.</summary>
internal sealed class LineClassification(IToolClassifier classifier, ISecondOpinion? secondOpinion = null) : IDisposable
{
    private const int AskedAtOnce = 4;

    // So many chunks keep the cores busy while others are read and written.
    private readonly int _atOnce = (2 * Environment.ProcessorCount) + 1;
    private readonly SemaphoreSlim _asking = new(1);
    private readonly ConcurrentBag<ClassifiedChunk> _spare = [];

    public void Dispose()
    {
        _asking.Dispose();
        foreach (var chunk in _spare)
        {
            chunk.Dispose();
        }
    }

    /// <summary>Writes a line for each line that can be read, as UTF-8; empty lines are skipped, the others are told with their number.</summary>
    /// <returns>How many lines could not be read.</returns>
    public async Task<int> RunAsync(Stream input, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, TextWriter error, CancellationToken cancellationToken)
    {
        var bad = 0;
        var first = 1;
        var ended = false;
        var reader = new ChunkReader(input);
        var underway = new Queue<Task<ClassifiedChunk>>();
        do
        {
            while (!ended && underway.Count < _atOnce)
            {
                if (await reader.ReadOrNullAsync(cancellationToken) is { } chunk)
                {
                    underway.Enqueue(Task.Run(() => ClassifyAsync(chunk, cancellationToken), cancellationToken));
                }
                else
                {
                    ended = true;
                }
            }

            if (underway.TryDequeue(out var next))
            {
                var done = await next;
                await write(done.Text, cancellationToken);
                foreach (var (line, problem) in done.Problems)
                {
                    bad++;
                    await error.WriteLineAsync($"catalog: line {first + line}: {problem}");
                }

                first += done.Lines;
                _spare.Add(done);
            }
        }
        while (underway.Count > 0 || !ended);

        return bad;
    }

    private async Task<ClassifiedChunk> ClassifyAsync(LineChunk chunk, CancellationToken cancellationToken)
    {
        var done = _spare.TryTake(out var spare) ? spare : new ClassifiedChunk();
        done.Clear();
        using (chunk)
        {
            if (secondOpinion is null)
            {
                Classify(chunk, done, line => done.Write(line.Verdict), cancellationToken);
                return done;
            }

            var lines = new List<ClassifiedLine>();
            Classify(chunk, done, lines.Add, cancellationToken);
            await AskAsync(lines, secondOpinion, cancellationToken);
            lines.ForEach(line => done.Write(line.Verdict));
            return done;
        }
    }

    private void Classify(LineChunk chunk, ClassifiedChunk done, Action<ClassifiedLine> take, CancellationToken cancellationToken)
    {
        for (var rest = chunk.Bytes; LineChunk.TryTake(ref rest, out var line); done.Lines++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsBlank(line))
            {
                continue;
            }

            try
            {
                var tool = ToolDefinitionJson.Parse(line);
                take(new ClassifiedLine(tool, classifier.Classify(tool)));
            }
            catch (JsonException wrong)
            {
                done.Problems.Add((done.Lines, $"not a tool definition: {wrong.Message.TrimEnd('.')}"));
            }
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        var rest = line.TrimStart(" \t"u8);
        return rest.IsEmpty || (rest[0] != '{' && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(rest)));
    }

    // Chunks ask one after the other, so that the budget goes to the first lines first.
    private async Task AskAsync(List<ClassifiedLine> lines, ISecondOpinion opinion, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, lines.Count, options, async (i, stop) =>
                lines[i] = lines[i] with { Verdict = await opinion.ReviewAsync(lines[i].Tool, lines[i].Verdict, stop) });
        }
        finally
        {
            _asking.Release();
        }
    }
}
