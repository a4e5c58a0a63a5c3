using Catalog.Gateway.Enforcement;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Grants;

/// <summary>
/// Ties a request to its grant: where the grant is over, what the request is about is cancelled as though its caller had left, but the caller is
/// still there to be told. To be disposed when the request has ended.
/// </summary>
internal sealed class GrantTie : IDisposable
{
    // Not later: what was open longest, the session of the calls, ends last, so that each call hears of its grant.
    private static readonly Action<object?> End = static over => ((CancellationTokenSource)over!).Cancel();

    private readonly HttpContext _context;
    private readonly CancellationToken _left;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _held;

    private GrantTie(GrantLeash leash, GrantHold by, HttpContext context)
    {
        (_context, _left) = (context, context.RequestAborted);
        _over = CancellationTokenSource.CreateLinkedTokenSource(_left);
        context.RequestAborted = _over.Token;
        _held = leash.Hold(by, End, _over);
    }

    /// <summary>Ties a request; null where there is no grant that could be over.</summary>
    public static GrantTie? OfOrNull(GrantLeash leash, GrantHold by, HttpContext context) => by.Grant == Caller.AnonymousId ? null : new GrantTie(leash, by, context);

    /// <summary>Whether the grant is over while the caller is still there.</summary>
    public bool IsOver => _over.IsCancellationRequested && !_left.IsCancellationRequested;

    /// <summary>Unties the request, which then goes on for as long as its caller is there.</summary>
    public void Release() => _context.RequestAborted = _left;

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        _held.Dispose();
        _over.Dispose();
    }
}
