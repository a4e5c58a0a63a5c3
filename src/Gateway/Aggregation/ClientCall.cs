using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// A request of a client from its arrival to its answer, however often it goes to its server: a client of the legacy era may cancel it while it
/// waits to be sent, while its server works, and while the client itself is asked for input. May be used from any thread.
/// </summary>
internal sealed class ClientCall(HttpPost post) : IDisposable
{
    // Never disposed: it has no timer, and whoever withdraws may hold it still.
    private readonly CancellationTokenSource _withdrawn = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _either;
    private (Branch Branch, Crossing Crossing)? _under;

    /// <summary>Cancelled when nobody waits for the answer any more: the client cancelled the request, or hung up.</summary>
    public CancellationToken Over => (_either ??= CancellationTokenSource.CreateLinkedTokenSource(_withdrawn.Token, post.Answer.Aborted)).Token;

    /// <summary>Whether the client cancelled it.</summary>
    public bool IsWithdrawn => _withdrawn.IsCancellationRequested;

    /// <summary>Notes what to end at the server where the client cancels.</summary>
    /// <returns>False where it has cancelled already: nothing is to be sent.</returns>
    public bool TryCross(Branch branch, Crossing crossing)
    {
        lock (_gate)
        {
            _under = (branch, crossing);
            return !IsWithdrawn;
        }
    }

    /// <summary>Nothing of it is at the server any more.</summary>
    public void Crossed()
    {
        lock (_gate)
        {
            _under = null;
        }
    }

    /// <summary>The client cancels it: whatever waits is ended, and the server is told where it has it.</summary>
    public async Task WithdrawAsync()
    {
        (Branch Branch, Crossing Crossing)? under;
        lock (_gate)
        {
            under = _under;
            _ = _withdrawn.CancelAsync();
        }

        if (under is var (branch, crossing))
        {
            await branch.CancelAsync(crossing);
            crossing.Fail(RpcErrors.Cancelled);
        }
    }

    public void Dispose() => _either?.Dispose();
}
