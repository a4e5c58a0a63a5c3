using System.Collections.Concurrent;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Crawler.Extractors;

/// <summary>What an extractor may use while it reads one snapshot: the files, their facts, and a place for problems. Safe to call from many threads.</summary>
internal sealed class ExtractionContext(SnapshotFiles files, ParseWorkerPool pool)
{
    private const int MostProblems = 200;
    private readonly ConcurrentDictionary<(string Path, string Language), Task<FileFacts?>> _facts = [];
    private readonly ConcurrentDictionary<string, bool> _problems = new(StringComparer.Ordinal);

    public SnapshotFiles Files { get; } = files;

    /// <summary>What could not be read, in ordinal order.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Notes a problem, one sentence without its period; each is kept once, and no more than 200.</summary>
    public void Report(string problem)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.TryAdd(problem, true);
        }
    }

    /// <summary>The facts of a file, parsed once for each snapshot; null where it cannot be read, which is then reported.</summary>
    public async Task<FileFacts?> FactsAsync(string path, string language, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<FileFacts?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_facts.TryAdd((path, language), done.Task))
        {
            try
            {
                var facts = await ParseAsync(path, language, cancellationToken);
                done.TrySetResult(facts);
                return facts;
            }
            finally
            {
                // A failure ends the reading of the whole snapshot; those who wait for the same file learn of it by cancellation.
                done.TrySetCanceled(CancellationToken.None);
            }
        }

        return await _facts[(path, language)].WaitAsync(cancellationToken);
    }

    private async Task<FileFacts?> ParseAsync(string path, string language, CancellationToken cancellationToken)
    {
        if (await Files.ReadOrNullAsync(path, cancellationToken) is not { } content)
        {
            Report($"`{path}` was not read: it is longer than {SnapshotFiles.LongestFile / 1024 / 1024} MiB");
            return null;
        }

        var reply = await pool.ParseAsync(language, content, cancellationToken);
        if (reply.Problem is not null)
        {
            Report($"`{path}` {reply.Problem}");
        }

        return reply.Facts;
    }
}
