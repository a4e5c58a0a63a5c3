using System.Diagnostics;
using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Tracing;

/// <summary>The spans of one request that is recorded: one as its server, and one as the client of the server behind. Each is ended once.</summary>
/// <param name="server">The span that began with the request.</param>
/// <param name="places">Where the message carries its context.</param>
/// <param name="begin">Begins the second span under the first.</param>
internal sealed class RequestTrace(Activity server, TracePlaces places, Func<ActivityContext, Activity?> begin)
{
    private Activity? _client;
    private int _ended;

    /// <summary>The context that goes to the server behind; the first span's own while there is no second.</summary>
    public (string Parent, string? State) Context => ((_client ?? server).Id!, (_client ?? server).TraceStateString);

    /// <summary>The leave to forward, of a message that carries the second span's context.</summary>
    public Admission Forward(Admission admission)
    {
        _client = begin(server.Context);
        var (parent, state) = Context;
        return admission.Carrying(this, places.Carrying(admission.Message.Bytes, parent, state));
    }

    /// <summary>Ends both.</summary>
    /// <param name="error">How it failed; null where it did not.</param>
    public void End(string? error)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        End(_client, error);
        End(server, error);
    }

    private static void End(Activity? span, string? error)
    {
        if (span is null)
        {
            return;
        }

        if (error is not null)
        {
            span.SetTag("error.type", error);
            if (error.StartsWith('-'))
            {
                span.SetTag("rpc.response.status_code", error);
            }

            span.SetStatus(ActivityStatusCode.Error);
        }

        // Ending a span makes its parent current, which is nobody's here.
        var current = Activity.Current;
        span.Dispose();
        Activity.Current = current;
    }
}
