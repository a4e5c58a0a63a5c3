namespace Catalog.Gateway.Downstreams;

/// <content>What a caller hears of a call that takes long.</content>
internal sealed partial class HttpAnswer
{
    private bool TakesStreams =>
        Context.Request.Headers.Accept.ToString() is var accept && (accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal));

    /// <summary>
    /// Waits for something. Where a call of a tool was told nothing for so long, its answer becomes a stream of the gateway's own, which says that it goes
    /// on: the protocol leaves it to each answer whether it is one, and its client must understand both.
    /// </summary>
    /// <param name="work">What is waited for.</param>
    /// <param name="silence">How long nothing may be told.</param>
    /// <param name="clock">The time.</param>
    public ValueTask<T> WaitAsync<T>(ValueTask<T> work, TimeSpan silence, TimeProvider clock) =>
        work.IsCompleted || IsStreaming || Asked?.IsToolCall != true ? work : WaitLongAsync(work, silence, clock);

    // The answer is taken by the thread that receives it, as everywhere: a task that ends by itself or by the clock would hand it to another.
    private async ValueTask<T> WaitLongAsync<T>(ValueTask<T> work, TimeSpan silence, TimeProvider clock)
    {
        var waiting = new LongWait(this);
        var timer = clock.CreateTimer(static waiting => ((LongWait)waiting!).Overdue(), waiting, silence, Timeout.InfiniteTimeSpan);
        try
        {
            return await work;
        }
        finally
        {
            await timer.DisposeAsync();
            await waiting.EndAsync();
        }
    }

    /// <summary>One wait: either its end or the clock has the answer, never both.</summary>
    private sealed class LongWait(HttpAnswer answer)
    {
        private const int IsOver = 1;
        private const int IsOpening = 2;

        private TaskCompletionSource<Task>? _opening;
        private int _state;

        /// <summary>Begins the stream, unless the wait is over.</summary>
        public void Overdue()
        {
            // There before anybody may ask for it.
            var opening = _opening = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (answer.TakesStreams && Interlocked.CompareExchange(ref _state, IsOpening, 0) == 0)
            {
                opening.SetResult(OpenAsync());
            }
        }

        /// <summary>Ends the wait; from then on the answer is the caller's of this, who hears of a stream that could not be begun.</summary>
        public Task EndAsync() => Interlocked.CompareExchange(ref _state, IsOver, 0) == IsOpening ? _opening!.Task.Unwrap() : Task.CompletedTask;

        private async Task OpenAsync()
        {
            try
            {
                await answer.OpenAsync(answer.Aborted);
            }
            catch (OperationCanceledException)
            {
                // The caller left: what is waited for ends by the same token, and is settled by who waits.
            }
        }
    }
}
