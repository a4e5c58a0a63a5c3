using System.Collections.Concurrent;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Crawler.Extractors;

/// <summary>What an extractor may use while it reads one snapshot: the files, their facts, and a place for problems and wishes. Safe to call from many threads.</summary>
/// <param name="files">The files of the snapshot.</param>
/// <param name="pool">Parses them.</param>
/// <param name="isAlone">True to parse files side by side; false where other snapshots are read meanwhile, so that nothing would be gained by it.</param>
internal sealed class ExtractionContext(SnapshotFiles files, ParseWorkerPool pool, bool isAlone)
{
    private const int MostProblems = 200;

    /// <summary>How many nodes of facts are kept from one server to the next, about 100 bytes each.</summary>
    private const long MostKept = 1_000_000;

    private readonly ConcurrentDictionary<(string Path, string Language), Task<FileFacts?>> _facts = [];
    private readonly ConcurrentDictionary<string, bool> _problems = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _notices = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<DependencyWish> _wishes = [];
    private long _nodes;

    /// <summary>The files of the snapshot, and of the dependencies that were added to it.</summary>
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

    /// <summary>What a reader should know, though nothing failed; in ordinal order.</summary>
    public IReadOnlyList<string> Notices => [.. _notices.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Notes something that a reader should know, one sentence without its period.</summary>
    public void Note(string notice)
    {
        if (_notices.Count < MostProblems)
        {
            _notices.TryAdd(notice, true);
        }
    }

    /// <summary>The dependencies that may hold more, in the order of the wishes.</summary>
    public IReadOnlyList<DependencyWish> Wishes => [.. _wishes];

    /// <summary>Asks for a dependency's files: where they are to be had, the snapshot is read again with them.</summary>
    public void Wish(DependencyWish wish)
    {
        if (_wishes.Count < MostProblems && !Files.FolderExists(wish.Folder))
        {
            _wishes.Enqueue(wish);
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

    /// <summary>One server is read: in a repository of many their facts would add up, so those are forgotten once there are many. Not to be called while an extractor runs.</summary>
    public void EndServer()
    {
        if (Interlocked.Read(ref _nodes) > MostKept)
        {
            _facts.Clear();
            _nodes = 0;
        }
    }

    private async Task<FileFacts?> ParseAsync(string path, string language, CancellationToken cancellationToken)
    {
        if (await Files.ReadOrNullAsync(path, cancellationToken) is not { } content)
        {
            Report($"`{path}` was not read: it is longer than {SnapshotFiles.LongestFile / 1024 / 1024} MiB");
            return null;
        }

        var reply = await pool.ParseAsync(language, content, problem => Report($"`{path}` {problem}"), isInPlace: !isAlone, cancellationToken);
        if (reply.Problem is not null)
        {
            Report($"`{path}` {reply.Problem}");
        }

        ExtractionTrace.Current?.Parsed.TryAdd(path, reply.Facts);
        Interlocked.Add(ref _nodes, reply.Facts?.Nodes ?? 0);
        return reply.Facts;
    }
}
