using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Processes.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>Parses untrusted files in child processes. A crash, a hang or too much memory costs the file it happened on; the reply says why. Safe to call from many threads.</summary>
internal sealed class ParseWorkerPool(IOptions<ParseWorkerOptions> options) : IAsyncDisposable
{
    private readonly WorkerPool _pool = new(Limits(options.Value));

    /// <summary>How many workers were started so far.</summary>
    public int Started => _pool.Started;

    /// <summary>The facts of one file, or why there are none.</summary>
    /// <param name="language">A <see cref="ILanguageParser.Language"/>.</param>
    /// <param name="content">The file, any bytes.</param>
    /// <param name="cancellationToken">Ends the worker that is on it.</param>
    /// <exception cref="InvalidOperationException">No worker can be started at all: the installation is broken, which no other file would survive either.</exception>
    public async Task<ParseReply> ParseAsync(string language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var reply = await _pool.AskAsync(ParseFrames.Head(language), content, Read, cancellationToken);
        return reply.Answer ?? new ParseReply { Problem = reply.Problem };
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static WorkerLimits Limits(ParseWorkerOptions options) => new()
    {
        Name = "parser",
        Command = WorkerCommand.For(options.Command, ParseWorkerOptions.Verb, options.DataLimit),
        Workers = options.Workers,
        DataLimit = options.DataLimit,
        HeapLimit = options.DataLimit * 3 / 4,
        Timeout = options.FileTimeout,
        RequestsPerWorker = options.FilesPerWorker,
    };

    private static ParseReply Read(byte[] body) => body[0] switch
    {
        ParseFrames.Facts => new ParseReply { Facts = FactReader.Read(body.AsSpan(1)) },
        ParseFrames.Problem => new ParseReply { Problem = "was not read: " + Encoding.UTF8.GetString(body, 1, Math.Min(body.Length - 1, 500)) },
        _ => throw new InvalidDataException($"status {body[0]}"),
    };
}
