using System.Collections.Frozen;
using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;
using Catalog.Crawler.Processes.Workers;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>Parses untrusted files in child processes. A crash, a hang or too much memory costs the file it happened on; the reply says why. Safe to call from many threads.</summary>
internal sealed class ParseWorkerPool(IOptions<ParseWorkerOptions> options) : IAsyncDisposable
{
    private static readonly FrozenDictionary<string, ILanguageParser> Parsers = ParseWorkerHost.Parsers();
    private readonly WorkerPool _pool = new(Limits(options.Value));

    /// <summary>How many workers were started so far.</summary>
    public int Started => _pool.Started;

    /// <summary>The facts of one file, or why there are none.</summary>
    /// <param name="language">A <see cref="ILanguageParser.Language"/>.</param>
    /// <param name="content">The file, any bytes; kept while the facts are, for parts of it may be parsed when they are asked for.</param>
    /// <param name="report">Told why such a part has no facts.</param>
    /// <param name="isInPlace">True to wait for the worker on the thread that calls, for a caller who has nothing else to do; false to wait elsewhere, so that several files are parsed at once.</param>
    /// <param name="cancellationToken">Ends the worker that is on it, or on such a part.</param>
    /// <exception cref="InvalidOperationException">No worker can be started at all: the installation is broken, which no other file would survive either.</exception>
    public Task<ParseReply> ParseAsync(string language, byte[] content, Action<string> report, bool isInPlace, CancellationToken cancellationToken)
    {
        // Not every grammar knows the byte order mark; every language allows it.
        content = content.AsSpan().StartsWith("\uFEFF"u8) ? content[3..] : content;
        var parser = Parsers.GetValueOrDefault(language);
        var texts = new SharedTexts();
        var whole = new DeferredPlace(0, content.Length, 1, 1);
        return isInPlace ? AskAsync(whole) : Task.Run(() => AskAsync(whole), cancellationToken);

        async Task<ParseReply> AskAsync(DeferredPlace part)
        {
            var reply = await _pool.AskAsync(ParseFrames.Head(language), content.AsMemory(part.Start, part.Length), body => Read(body, part, Load), cancellationToken);
            return reply.Answer ?? new ParseReply { Problem = reply.Problem };
        }

        FactNode[] Load(DeferredPlace part)
        {
            lock (texts)
            {
                if (parser?.ParsePartOrNull(content, part, texts, Load, cancellationToken) is { } statements)
                {
                    return statements;
                }
            }

#pragma warning disable VSTHRD002 // An evaluation runs on a thread of its own and cannot go on without the facts; nothing that it waits for waits for that thread.
            var reply = AskAsync(part).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
            if (reply.Problem is not null)
            {
                report($"{reply.Problem} (the part from line {part.Line})");
            }

            return reply.Facts?.Root.Children ?? [];
        }
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
        HasThreads = true,
    };

    private static ParseReply Read(byte[] body, DeferredPlace part, Func<DeferredPlace, FactNode[]> load) => body[0] switch
    {
        ParseFrames.Facts => new ParseReply { Facts = FactReader.Read(body.AsSpan(1), part, load) },
        ParseFrames.Problem => new ParseReply { Problem = "was not read: " + Encoding.UTF8.GetString(body, 1, Math.Min(body.Length - 1, 500)) },
        _ => throw new InvalidDataException($"status {body[0]}"),
    };
}
