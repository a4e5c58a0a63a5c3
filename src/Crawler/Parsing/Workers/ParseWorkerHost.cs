using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Catalog.Core.Registration;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Processes.Workers;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>The worker's side: reads files from standard input, answers with their facts on standard output, and ends when its input ends.</summary>
public static class ParseWorkerHost
{
    /// <summary>Lowering recurses as deep as <see cref="FactLimits.Depth"/>; the stack holds that many times over.</summary>
    private const int StackBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan ParserTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">Requests.</param>
    /// <param name="output">Replies; nothing else may be written to it.</param>
    /// <param name="cancellationToken">Ends the worker between or inside files.</param>
    /// <returns>The exit code, 0.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var parsers = Parsers();
        while (await WorkerFrames.ReadAsync(input, cancellationToken) is { } frame)
        {
            await ReplyAsync(frame, parsers, output, cancellationToken);
            WorkerMemory.GiveBack();
        }

        return 0;
    }

    private static async Task ReplyAsync(byte[] frame, FrozenDictionary<string, ILanguageParser> parsers, Stream output, CancellationToken cancellationToken)
    {
        var (status, body) = OnDeepStack(() => Answer(frame, parsers, cancellationToken));
        await ParseFrames.WriteReplyAsync(output, status, body, cancellationToken);
    }

    /// <summary>The parser of each language in this assembly.</summary>
    internal static FrozenDictionary<string, ILanguageParser> Parsers() =>
        ImplementationScan.TypesOf<ILanguageParser>(Assembly.GetExecutingAssembly())
            .Select(static type => (ILanguageParser)Activator.CreateInstance(type)!)
            .ToFrozenDictionary(static parser => parser.Language, StringComparer.Ordinal);

    private static (byte Status, byte[] Body) Answer(byte[] frame, FrozenDictionary<string, ILanguageParser> parsers, CancellationToken cancellationToken)
    {
        try
        {
            var (language, content) = ParseFrames.ReadRequest(frame);

            // Not every grammar knows the byte order mark; every language allows it.
            content = content.AsSpan().StartsWith("\uFEFF"u8) ? content[3..] : content;
            return parsers.TryGetValue(language, out var parser)
                ? (ParseFrames.Facts, FactWriter.Write(parser.Parse(content, ParserTimeout, cancellationToken)))
                : Refuse($"no parser reads `{language}`");
        }
        catch (InvalidDataException e)
        {
            return Refuse(e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Refuse("the parser ran out of memory");
        }
    }

    private static (byte Status, byte[] Body) Refuse(string why) => (ParseFrames.Problem, Encoding.UTF8.GetBytes(why));

    /// <summary>What else escapes <paramref name="work"/> ends the process, which is how a worker reports that a file was too much for it.</summary>
    private static T OnDeepStack<T>(Func<T> work)
    {
        T? result = default;
        OperationCanceledException? stopped = null;
        var thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "parse" };
        thread.Start();
        thread.Join();
        return stopped is null ? result! : throw new OperationCanceledException(stopped.Message, stopped, stopped.CancellationToken);

        void Work()
        {
            try
            {
                result = work();
            }
            catch (OperationCanceledException e)
            {
                stopped = e;
            }
        }
    }
}
