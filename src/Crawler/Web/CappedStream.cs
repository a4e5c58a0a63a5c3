namespace Catalog.Crawler.Web;

/// <summary>What a stranger says, up to a limit: beyond it the stream breaks, so that endless output costs nobody else.</summary>
internal sealed class CappedStream(Stream inner, long limit, AnswerClock? clock = null, Action? end = null) : Stream
{
    private long _count;
    private int _isEnded;

    /// <summary>True where the limit was passed.</summary>
    public bool IsOver => _count > limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(clock is null ? await inner.ReadAsync(buffer, cancellationToken) : await clock.ReadAsync(token => inner.ReadAsync(buffer, token), _count, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            inner.Dispose();
            end?.Invoke();
        }

        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _count += read;
        return IsOver ? throw new CapPassedException(limit) : read;
    }
}
