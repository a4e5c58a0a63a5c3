using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Crawler.Processes.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Reads whole snapshots in child processes. A crash, a hang or too much memory costs the snapshot it happened on; the reply says why. Safe to call from many threads.</summary>
internal sealed class LinkWorkerPool(IOptions<LinkWorkerOptions> options, IOptions<ParseWorkerOptions> parsing) : IAsyncDisposable
{
    private readonly WorkerPool _pool = new(Limits(options.Value, parsing.Value));
    private int _reading;

    /// <summary>How many workers were started so far.</summary>
    public int Started => _pool.Started;

    /// <summary>What a snapshot holds, or why that cannot be said.</summary>
    /// <exception cref="InvalidOperationException">No worker can be started at all: the installation is broken.</exception>
    public async Task<LinkReply> ReadAsync(LinkRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var isAlone = Interlocked.Increment(ref _reading) == 1;
            var reply = await _pool.AskAsync(LinkFrames.Write(request with { IsAlone = isAlone }), default, LinkFrames.Read<LinkReply>, cancellationToken);
            return reply.Answer ?? new LinkReply { Problem = reply.Problem };
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
        }
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static WorkerLimits Limits(LinkWorkerOptions options, ParseWorkerOptions parsing) => new()
    {
        Name = "reader",
        Command = WorkerCommand.For(options.Command, LinkWorkerOptions.Verb, options.DataLimit),
        Workers = options.Workers,
        DataLimit = options.DataLimit,
        // The deep stack of the evaluation counts as data too.
        HeapLimit = (options.DataLimit - EvaluationThread.StackBytes) * 3 / 4,
        Timeout = options.SnapshotTimeout,
        RequestsPerWorker = options.SnapshotsPerWorker,
        // Limits are inherited: a child cannot be given more than its parent has.
        Greeting = LinkFrames.Write(LinkSettings.Of(parsing) with { DataLimit = Math.Min(parsing.DataLimit, options.DataLimit) }),
    };
}
