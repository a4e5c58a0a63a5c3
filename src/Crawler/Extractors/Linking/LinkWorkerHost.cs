using System.Reflection;
using Catalog.Core.Registration;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Crawler.Processes.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>The worker's side: reads snapshots that standard input names, answers with their tools on standard output, and ends when its input ends.</summary>
public static class LinkWorkerHost
{
    /// <summary>What one evaluation took of a stack stays with its thread.</summary>
    private const int SnapshotsPerThread = 100;

    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">The settings, then requests.</param>
    /// <param name="output">Replies; nothing else may be written to it.</param>
    /// <param name="cancellationToken">Ends the worker between or inside snapshots.</param>
    /// <returns>The exit code: 0, or 3 where the memory ran out and the process is not fit to go on.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (WorkerFrames.Read(input) is not { } greeting)
        {
            return 0;
        }

        await using var pool = new ParseWorkerPool(Options.Create(LinkFrames.Read<LinkSettings>(greeting).ToOptions()));
        var linking = new SnapshotLinking(Extractors(), pool);
        try
        {
            while (await EvaluationThread.StartAsync(thread => Serve(thread, input, output, linking, cancellationToken)))
            {
            }
        }
        catch (OutOfMemoryException)
        {
            // What is left of this process is not to be trusted with another snapshot.
            await Console.Error.WriteLineAsync("out of memory");
            return 3;
        }

        return 0;
    }

    /// <summary>Every extractor of this assembly.</summary>
    internal static IReadOnlyList<ILanguageExtractor> Extractors() =>
        [.. ImplementationScan.TypesOf<ILanguageExtractor>(Assembly.GetExecutingAssembly()).Select(static type => (ILanguageExtractor)Activator.CreateInstance(type)!)];

    /// <summary>Answers one request after the other on a thread that can evaluate what it reads.</summary>
    /// <returns>False at the end of the input.</returns>
    private static bool Serve(EvaluationThread thread, Stream input, Stream output, SnapshotLinking linking, CancellationToken cancellationToken)
    {
        for (var served = 0; served < SnapshotsPerThread; served++)
        {
            if (WorkerFrames.Read(input) is not { } frame)
            {
                return false;
            }

            WorkerFrames.Write(output, thread.Wait(() => AnswerAsync(linking, LinkFrames.Read<LinkRequest>(frame), cancellationToken)), default);
            WorkerMemory.GiveBack();
        }

        return true;
    }

    private static async Task<byte[]> AnswerAsync(SnapshotLinking linking, LinkRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return LinkFrames.Write(await linking.ReadAsync(request, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return LinkFrames.Write(new LinkReply { Problem = $"was not read: {e.Message}" });
        }
    }
}
