using System.Runtime.ExceptionServices;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>Evaluates a stranger's source on a thread whose stack is as deep as the limits of the evaluation ask for.</summary>
internal static class EvaluationThread
{
    /// <summary>The stack of the thread, bytes: it holds the deepest calls with the deepest expressions in each of them, or nearly; what is deeper is not followed.</summary>
    public const int StackBytes = 96 * 1024 * 1024;

    /// <summary>
    /// Runs <paramref name="work"/> and waits for it. What it fails with is reported for <paramref name="entry"/>, and what was found until then stays; being stopped, and
    /// memory that ran out, end more than this entry and are thrown on.
    /// </summary>
    public static void Run(Action work, ExtractionContext context, string entry)
    {
        ExceptionDispatchInfo? stopped = null;
        var thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "evaluate" };
        thread.Start();
        thread.Join();
        stopped?.Throw();

        void Work()
        {
            try
            {
                work();
            }
            catch (Exception e) when (e is OperationCanceledException or OutOfMemoryException)
            {
                stopped = ExceptionDispatchInfo.Capture(e);
            }
            catch (Exception e)
            {
                // A named boundary: whatever a stranger's source makes of the evaluation costs this server's reading, never the run.
                context.Report($"`{entry}` was evaluated in part: {e.GetType().Name} at {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }
    }
}
