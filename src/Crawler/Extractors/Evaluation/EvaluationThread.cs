using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Catalog.Crawler.Parsing.Workers;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>
/// The thread on which a stranger's source is evaluated, with a stack as deep as the limits of the evaluation ask for. It also does all else that a request asks for, as long as nothing has to be waited
/// for; what goes on elsewhere then comes back to it for each evaluation.
/// </summary>
internal sealed class EvaluationThread
{
    /// <summary>The stack of the thread, bytes: it holds the deepest calls with the deepest expressions in each of them, or nearly; what is deeper is not followed.</summary>
    public const int StackBytes = 96 * 1024 * 1024;

    private static readonly AsyncLocal<EvaluationThread?> Ambient = new();

    private readonly BlockingCollection<Action?> _work = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    private EvaluationThread()
    {
    }

    /// <summary>Runs <paramref name="work"/> on a new thread of this kind. Whatever it fails with is the failure of the task.</summary>
    /// <param name="work">What to do; it does requests with <see cref="Wait"/>.</param>
    public static Task<T> StartAsync<T>(Func<EvaluationThread, T> work) => DeepThread.RunAsync(StackBytes, "evaluate", () =>
    {
        var thread = new EvaluationThread();
        Ambient.Value = thread;
        return work(thread);
    });

    /// <summary>Does one request, and evaluates what comes back from elsewhere until it is done. Only to be called by the thread itself.</summary>
    public T Wait<T>(Func<Task<T>> request)
    {
        var task = request();
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(_ => _work.Add(null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (_work.Take() is { } evaluation)
            {
                evaluation();
            }
        }

#pragma warning disable VSTHRD002 // It is done.
        return task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <summary>
    /// Runs <paramref name="work"/> and waits for it. What it fails with is reported for <paramref name="entry"/>, and what was found until then stays; being stopped, and
    /// memory that ran out, end more than this entry and are thrown on.
    /// </summary>
    /// <exception cref="InvalidOperationException">The caller does not belong to a request that <see cref="Wait"/> does.</exception>
    public static void Run(Action work, ExtractionContext context, string entry)
    {
        var thread = Ambient.Value ?? throw new InvalidOperationException("an evaluation belongs to a request");
        if (thread._thread == Environment.CurrentManagedThreadId)
        {
            Report(work, context, entry);
            return;
        }

        using var done = new ManualResetEventSlim();
        ExceptionDispatchInfo? stopped = null;
        var flow = ExecutionContext.Capture();
        thread._work.Add(() =>
        {
            try
            {
                // What is ambient to the caller, such as a trace, is so to its evaluation.
                ExecutionContext.Run(flow!, _ => Report(work, context, entry), null);
            }
            catch (Exception e) when (e is OperationCanceledException or OutOfMemoryException)
            {
                stopped = ExceptionDispatchInfo.Capture(e);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        stopped?.Throw();
    }

    private static void Report(Action work, ExtractionContext context, string entry)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // A named boundary: whatever a stranger's source makes of the evaluation costs this server's reading, never the run.
            context.Report($"`{entry}` was evaluated in part: {e.GetType().Name} at {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
    }
}
