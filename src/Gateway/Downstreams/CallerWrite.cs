using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// Writes to callers that may read slowly, and not to those that do not read: who takes nothing for as long as the connection limits say is cut
/// off. The server's own least rate is an average, by which megabytes in the buffers of the system are good for hours.
/// </summary>
internal static class CallerWrite
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Writes all of it, piece by piece where it is long, so that each piece that is taken shows that the caller reads.</summary>
    /// <exception cref="OperationCanceledException">The caller left, or was cut off.</exception>
    public static async ValueTask AllAsync(HttpContext context, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (; bytes.Length > PieceBytes; bytes = bytes[PieceBytes..])
        {
            await TakenAsync(context, context.Response.Body.WriteAsync(bytes[..PieceBytes], cancellationToken));
        }

        await TakenAsync(context, context.Response.Body.WriteAsync(bytes, cancellationToken));
    }

    /// <summary>Waits until the caller took something of what is being written.</summary>
    /// <exception cref="OperationCanceledException">The caller left, or was cut off.</exception>
    public static ValueTask TakenAsync(HttpContext context, ValueTask writing) =>
        // Almost always there is room, and nothing to wait for.
        writing.IsCompletedSuccessfully ? writing : WaitAsync(context, writing.AsTask());

    private static async ValueTask WaitAsync(HttpContext context, Task writing)
    {
        var limits = context.RequestServices.GetService<ConnectionLimits>() ?? new ConnectionLimits();
        var clock = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        try
        {
            await writing.WaitAsync(limits.Send, clock);
        }
        catch (TimeoutException late)
        {
            context.Abort();
            throw new OperationCanceledException("the caller does not read", late, context.RequestAborted);
        }
    }
}
