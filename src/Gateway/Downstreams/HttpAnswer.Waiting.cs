namespace Catalog.Gateway.Downstreams;

/// <content>What a caller hears of a call that takes long.</content>
internal sealed partial class HttpAnswer
{
    /// <summary>
    /// Waits for something. Where a call of a tool was told nothing for so long, its answer becomes a stream of the gateway's own, which says that it goes
    /// on: the protocol leaves it to each answer whether it is one, and its client must understand both.
    /// </summary>
    /// <param name="work">What is waited for.</param>
    /// <param name="silence">How long nothing may be told.</param>
    public ValueTask<T> WaitAsync<T>(ValueTask<T> work, TimeSpan silence) =>
        work.IsCompleted || IsStreaming || Asked?.IsToolCall != true ? work : WaitLongAsync(work.AsTask(), silence);

    private async ValueTask<T> WaitLongAsync<T>(Task<T> work, TimeSpan silence)
    {
        try
        {
            return await work.WaitAsync(silence, Clock);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            // Not the work's own.
        }

        var accept = Context.Request.Headers.Accept.ToString();
        if (accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal))
        {
            try
            {
                await OpenAsync(Aborted);
            }
            catch (OperationCanceledException)
            {
                // The caller left: what is waited for ends by the same token, and is settled by who waits.
            }
        }

        return await work;
    }
}
