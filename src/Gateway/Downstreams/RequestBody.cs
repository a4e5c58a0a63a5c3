using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalog.Gateway.Downstreams;

/// <summary>The body of one POST in one piece, for all of it is screened before any of it goes on.</summary>
internal sealed class RequestBody : IDisposable
{
    // Arrays from here on are large objects for the collector; smaller ones cost nothing to make.
    private const int Large = 64 * 1024;

    private byte[] _buffer;
    private readonly bool _isRented;
    private int _filled;
    private int _checked;
    private bool _isBroken;

    private RequestBody(byte[] buffer, bool isRented) => (_buffer, _isRented) = (buffer, isRented);

    /// <summary>The body; good until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public bool IsLarge => Bytes.Length >= Large;

    /// <summary>Whether the body is known to be UTF-8, for a long one was looked at while it came; false where it is not or nobody looked.</summary>
    public bool IsText { get; private set; }

    /// <summary>Reads the whole body.</summary>
    /// <param name="context">The POST.</param>
    /// <param name="max">Bytes that are accepted.</param>
    /// <param name="isKept">Whether something may hold the body after the POST is answered: no buffer of it is used again then.</param>
    /// <param name="patience">How long all of it may take to arrive.</param>
    /// <param name="clock">What tells the time.</param>
    /// <returns>The body; null where it is longer than allowed.</returns>
    /// <exception cref="BadHttpRequestException">It did not arrive in time, or does not keep to HTTP: the server answers by its status.</exception>
    public static async ValueTask<RequestBody?> ReadOrNullAsync(HttpContext context, int max, bool isKept, TimeSpan patience, TimeProvider clock)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = (long)max + GatewayHost.DrainedBytes;
        }

        var length = context.Request.ContentLength;
        if (length > max)
        {
            return null;
        }

        var expected = (int)(length ?? 4096);
        var isRented = length >= Large && !isKept;
        var body = new RequestBody(isRented ? ArrayPool<byte>.Shared.Rent(expected) : new byte[expected], isRented);
        try
        {
            return await body.FillAsync(context, max, patience, clock) ? body : null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        catch (IOException broken) when (broken is not BadHttpRequestException and not ConnectionResetException)
        {
            // The server's way to say that chunks do not add up; unmended it would count as a fault of the gateway.
            throw new BadHttpRequestException("The body does not keep to HTTP/1.1", broken);
        }
    }

    public void Dispose()
    {
        Bytes = default;
        if (_isRented && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private async ValueTask<bool> FillAsync(HttpContext context, int max, TimeSpan patience, TimeProvider clock)
    {
        var reader = context.Request.BodyReader;
        ITimer? deadline = null;
        try
        {
            while (true)
            {
                var coming = reader.ReadAsync(context.RequestAborted);
                if (!coming.IsCompleted)
                {
                    if (context.Request.ContentLength - _filled >= Large)
                    {
                        // Most often the thread that goes on to wait is the one that receives the rest.
                        BlockPool.ExpectLong();
                    }

                    // Nearly every body is there with its head, and needs no clock.
                    deadline ??= clock.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, patience, Timeout.InfiniteTimeSpan);
                }

                var read = await coming;
                if (read.IsCanceled)
                {
                    throw new BadHttpRequestException("The body did not arrive in time", StatusCodes.Status408RequestTimeout);
                }

                var received = read.Buffer;
                if (_filled + received.Length > max)
                {
                    reader.AdvanceTo(received.End);
                    return false;
                }

                Keep(received, max);
                reader.AdvanceTo(received.End);
                Check(read.IsCompleted);
                if (read.IsCompleted)
                {
                    Bytes = _buffer.AsMemory(0, _filled);
                    return true;
                }
            }
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private void Keep(ReadOnlySequence<byte> received, int max)
    {
        if (_filled + received.Length > _buffer.Length)
        {
            // Only where the sender did not say how long it would be.
            Array.Resize(ref _buffer, (int)Math.Min(max, Math.Max(_buffer.Length * 2L, _filled + received.Length)));
        }

        received.CopyTo(_buffer.AsSpan(_filled));
        _filled += (int)received.Length;
    }

    /// <summary>Looks at what came of a long body while the rest is on its way, and what came is still near.</summary>
    private void Check(bool isWhole)
    {
        if (_buffer.Length < Large || _isBroken)
        {
            return;
        }

        var end = isWhole ? _filled : _filled - Utf8Pieces.CutOff(_buffer.AsSpan(_checked, _filled - _checked));
        _isBroken = !Utf8.IsValid(_buffer.AsSpan(_checked, end - _checked));
        _checked = end;
        IsText = isWhole && !_isBroken;
    }
}
