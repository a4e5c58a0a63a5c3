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
    public static Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);

        // One thread does it all: to hand each file from thread to thread takes longer than to parse a short one.
        return DeepThread.RunAsync(StackBytes, "parse", () => Serve(input, output, cancellationToken));
    }

    private static int Serve(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var parsers = Parsers();
        while (WorkerFrames.Read(input) is { } frame)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (status, body) = Answer(frame, parsers, cancellationToken);
            ParseFrames.WriteReply(output, status, body);
            WorkerMemory.GiveBack();
        }

        return 0;
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
}
