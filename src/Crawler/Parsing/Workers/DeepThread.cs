using System.Threading.Channels;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>One thread with a stack of its own size, kept for work that recurses deeply. Runs one piece of work after the other.</summary>
internal sealed class DeepThread : IDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    public DeepThread(int stackBytes, string name) => new Thread(Loop, stackBytes) { IsBackground = true, Name = name }.Start();

    /// <summary>Runs <paramref name="work"/> on the thread. Being cancelled ends the task so; what else escapes it ends the process, which is how a worker reports that a file was too much for it.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
        });
        return done.Task;
    }

    public void Dispose() => _work.Writer.Complete();

    private void Loop()
    {
        while (_work.Reader.TryRead(out var work) || Wait())
        {
            work?.Invoke();
        }
    }

    private bool Wait()
    {
#pragma warning disable VSTHRD002 // The thread has nothing else to do.
        return _work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
