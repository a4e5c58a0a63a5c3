using System.Net;
using System.Net.Http.Headers;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A body in chunks with a pause between them, as a client on a slow line sends it: it is still writing when the answer is ready.</summary>
internal sealed class SlowContent : HttpContent
{
    private readonly int _chunks;
    private readonly byte[] _chunk = new byte[20_000];

    public SlowContent(int chunks)
    {
        _chunks = chunks;
        Array.Fill(_chunk, (byte)'x');
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var i = 0; i < _chunks; i++)
        {
            await stream.WriteAsync(_chunk);
            await stream.FlushAsync();
            await Task.Delay(20);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
