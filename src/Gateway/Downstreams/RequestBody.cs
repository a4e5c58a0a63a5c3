using System.Buffers;
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

    private RequestBody(byte[] buffer, bool isRented) => (_buffer, _isRented) = (buffer, isRented);

    /// <summary>The body; good until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public bool IsLarge => Bytes.Length >= Large;

    /// <summary>Reads the whole body.</summary>
    /// <param name="context">The POST.</param>
    /// <param name="max">Bytes that are accepted.</param>
    /// <param name="isKept">Whether something may hold the body after the POST is answered: no buffer of it is used again then.</param>
    /// <returns>The body; null where it is longer than allowed.</returns>
    public static async ValueTask<RequestBody?> ReadOrNullAsync(HttpContext context, int max, bool isKept)
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
            return await body.FillAsync(context, max) ? body : null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
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

    private async ValueTask<bool> FillAsync(HttpContext context, int max)
    {
        var reader = context.Request.BodyReader;
        var filled = 0;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var received = read.Buffer;
            if (filled + received.Length > max)
            {
                reader.AdvanceTo(received.End);
                return false;
            }

            if (filled + received.Length > _buffer.Length)
            {
                // Only where the sender did not say how long it would be.
                Array.Resize(ref _buffer, (int)Math.Min(max, Math.Max(_buffer.Length * 2L, filled + received.Length)));
            }

            received.CopyTo(_buffer.AsSpan(filled));
            filled += (int)received.Length;
            reader.AdvanceTo(received.End);
            if (read.IsCompleted)
            {
                Bytes = _buffer.AsMemory(0, filled);
                return true;
            }
        }
    }
}
