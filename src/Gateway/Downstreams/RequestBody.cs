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

    private readonly int _expected;
    private readonly bool _isRented;
    private byte[] _buffer = [];
    private BodyInPlace? _inPlace;
    private bool _mayStay;
    private ReadOnlyMemory<byte> _seen;
    private int _filled;
    private int _checked;
    private bool _isBroken;

    private RequestBody(int expected, bool isRented, bool mayStay) => (_expected, _isRented, _mayStay) = (expected, isRented, mayStay);

    /// <summary>The body; good until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Whether to screen it takes a while.</summary>
    public bool IsLarge => Bytes.Length > BlockPool.WholeBlockBytes;

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
        // What is not given back stands in the way of what follows, where one connection carries several requests at once.
        var mayStay = isRented && length <= BlockPool.WholeBlockBytes && HttpProtocol.IsHttp11(context.Request.Protocol);
        var body = new RequestBody(expected, isRented, mayStay);
        var isRead = false;
        try
        {
            isRead = await body.FillAsync(context, max, patience, clock);
            return isRead ? body : null;
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
        finally
        {
            if (!isRead)
            {
                body.Dispose();
            }
        }
    }

    public void Dispose()
    {
        Bytes = default;
        _inPlace?.Dispose();
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
                    // Most often the thread that goes on to wait is the one that receives the rest.
                    ExpectRest(context);

                    // Nearly every body is there with its head, and needs no clock.
                    deadline ??= clock.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, patience, Timeout.InfiniteTimeSpan);
                }

                var read = await coming;
                if (read.IsCanceled)
                {
                    // The server looks for the rest once this is answered, and may not while somebody reads.
                    reader.AdvanceTo(read.Buffer.End);
                    throw new BadHttpRequestException("The body did not arrive in time", StatusCodes.Status408RequestTimeout);
                }

                var received = read.Buffer;
                if ((_mayStay ? 0 : _filled) + received.Length > max)
                {
                    reader.AdvanceTo(received.End);
                    return false;
                }

                var isLeft = StaysInPlace(received, read.IsCompleted);
                if (!isLeft)
                {
                    Keep(received, max);
                }

                Check(read.IsCompleted);
                if (!read.IsCompleted)
                {
                    // Where the receiving had stopped until somebody looks, this thread goes on with it before the next line.
                    ExpectRest(context);
                }

                reader.AdvanceTo(isLeft && !read.IsCompleted ? received.Start : received.End, received.End);
                if (read.IsCompleted)
                {
                    Bytes = _seen;
                    return true;
                }
            }
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private void ExpectRest(HttpContext context)
    {
        if (context.Request.ContentLength - _filled is { } left and >= Large)
        {
            BlockPool.Expect(left);
        }
    }

    /// <summary>Leaves what was received with the connection, while it may turn out that all of the body is in one block, and then for good.</summary>
    /// <returns>False where it is to be copied.</returns>
    private bool StaysInPlace(ReadOnlySequence<byte> received, bool isWhole)
    {
        if (!_mayStay || received.IsEmpty)
        {
            return _mayStay && !isWhole;
        }

        _inPlace ??= BodyInPlace.HoldOrNull(received);
        if (_inPlace?.BytesOrNull(received) is { } bytes)
        {
            _seen = bytes;
            _filled = bytes.Length;
            return true;
        }

        // The block for the rest is asked for once the wait for it begins.
        _mayStay = _inPlace is null && !isWhole && received.Length < Large;
        _filled = _mayStay ? (int)received.Length : 0;
        return _mayStay;
    }

    private void Keep(ReadOnlySequence<byte> received, int max)
    {
        if (_buffer.Length == 0)
        {
            // From the beginning: what was looked at in its place is looked at again.
            (_filled, _checked, _isBroken) = (0, 0, false);
            _buffer = _isRented ? ArrayPool<byte>.Shared.Rent(_expected) : new byte[_expected];
        }

        if (_filled + received.Length > _buffer.Length)
        {
            // Only where the sender did not say how long it would be.
            Array.Resize(ref _buffer, (int)Math.Min(max, Math.Max(_buffer.Length * 2L, _filled + received.Length)));
        }

        received.CopyTo(_buffer.AsSpan(_filled));
        _filled += (int)received.Length;
        _seen = _buffer.AsMemory(0, _filled);
    }

    /// <summary>Looks at what came of a long body while the rest is on its way, and what came is still near.</summary>
    private void Check(bool isWhole)
    {
        if (_expected < Large || _isBroken || _seen.IsEmpty)
        {
            return;
        }

        var news = _seen.Span[_checked..];
        var end = isWhole ? news.Length : news.Length - Utf8Pieces.CutOff(news);
        _isBroken = !Utf8.IsValid(news[..end]);
        _checked += end;
        IsText = isWhole && !_isBroken;
    }
}
