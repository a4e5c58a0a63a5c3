namespace Catalog.Crawler.Archives;

/// <summary>Counts what is read of a packed or unpacked stream, and refuses the archive where it swells beyond the limits.</summary>
/// <param name="inner">The stream to read; not closed with this one.</param>
/// <param name="limits">What is allowed.</param>
/// <param name="packed">The stream of packed bytes that feeds <paramref name="inner"/>; null where this one is it.</param>
internal sealed class MeteredStream(Stream inner, ArchiveLimits limits, MeteredStream? packed) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        if (packed is not null && Count > limits.RatioFrom && Count > packed.Count * limits.Ratio)
        {
            throw new ArchiveRefusedException($"it unpacks to more than {limits.Ratio} times its size");
        }

        // A tar stream has headers and padding beside its files: half a kilobyte for each entry, and as much again.
        if (packed is not null && Count > limits.TotalBytes + (limits.Entries * 2048L))
        {
            throw new ArchiveRefusedException($"it unpacks to more than {limits.TotalBytes >> 20} MiB");
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
