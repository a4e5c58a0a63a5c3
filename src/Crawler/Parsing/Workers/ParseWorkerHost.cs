using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Catalog.Core.Registration;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;
using Catalog.Crawler.Processes.Workers;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>The worker's side: reads files from standard input, answers with their facts on standard output, and ends when its input ends.</summary>
public static class ParseWorkerHost
{
    /// <summary>Lowering recurses as deep as <see cref="FactLimits.Depth"/>; the stack holds that many times over.</summary>
    private const int StackBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan NativeTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Serves until the input ends.</summary>
    /// <param name="input">Requests.</param>
    /// <param name="output">Replies; nothing else may be written to it.</param>
    /// <param name="cancellationToken">Ends the worker between or inside files.</param>
    /// <returns>The exit code, 0.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var lowerings = Lowerings();
        while (await WorkerFrames.ReadAsync(input, cancellationToken) is { } frame)
        {
            var (status, body) = OnDeepStack(() => Answer(frame, lowerings, cancellationToken));
            await ParseFrames.WriteReplyAsync(output, status, body, cancellationToken);
        }

        return 0;
    }

    /// <summary>The lowering of each language in this assembly.</summary>
    internal static FrozenDictionary<string, ILanguageLowering> Lowerings() =>
        ImplementationScan.TypesOf<ILanguageLowering>(Assembly.GetExecutingAssembly())
            .Select(static type => (ILanguageLowering)Activator.CreateInstance(type)!)
            .ToFrozenDictionary(static lowering => lowering.Language, StringComparer.Ordinal);

    private static (byte Status, byte[] Body) Answer(byte[] frame, FrozenDictionary<string, ILanguageLowering> lowerings, CancellationToken cancellationToken)
    {
        try
        {
            var (language, content) = ParseFrames.ReadRequest(frame);
            if (!lowerings.TryGetValue(language, out var lowering))
            {
                return Refuse($"no parser reads `{language}`");
            }

            var tree = SyntaxTree.ParseOrNull(lowering.Grammar, content, NativeTimeout, FactLimits.SyntaxNodes, cancellationToken);
            return tree is null
                ? Refuse($"the parser was not done after {NativeTimeout.TotalSeconds:0} seconds")
                : (ParseFrames.Facts, FactWriter.Write(lowering.Lower(tree, cancellationToken)));
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
