using System.Buffers.Binary;
using System.IO.Compression;

namespace Catalog.Crawler.Archives;

/// <summary>Gives the members of a zip archive in the order of their bytes, checked against their local headers: nothing overlaps, nothing has two names.</summary>
internal sealed class ZipEntryReader(Stream stream, ArchiveLimits limits) : IDisposable
{
    private readonly List<ZipMember> _members = [.. ZipDirectory.Read(stream, limits).OrderBy(static m => m.HeaderOffset)];
    private int _next;
    private long _end;
    private Stream? _content;

    /// <summary>The next entry, or null at the end of the archive.</summary>
    public ArchiveEntry? ReadOrNull()
    {
        _content?.Dispose();
        _content = null;
        if (_next == _members.Count)
        {
            return null;
        }

        var member = _members[_next++];
        var start = ReadLocalHeader(member);
        if (member.HeaderOffset < _end || start + member.PackedSize > stream.Length)
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(member.Name)}` overlaps another");
        }

        _end = start + member.PackedSize;
        if (member.Kind != ArchiveEntryKind.File)
        {
            return new ArchiveEntry(member.Name, member.Kind, Content: null);
        }

        if (member.Size > limits.RatioFrom && member.Size > member.PackedSize * limits.Ratio)
        {
            throw new ArchiveRefusedException($"it unpacks to more than {limits.Ratio} times its size");
        }

        stream.Position = start;
        var packed = new PartStream(stream, member.PackedSize);
        _content = new CheckedStream(member.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed, member);
        return new ArchiveEntry(member.Name, member.Kind, _content);
    }

    public void Dispose() => _content?.Dispose();

    private long ReadLocalHeader(ZipMember member)
    {
        Span<byte> header = stackalloc byte[30];
        stream.Position = member.HeaderOffset;
        if (stream.ReadAtLeast(header, 30, throwOnEndOfStream: false) < 30 || BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50)
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(member.Name)}` is damaged");
        }

        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..])];
        if (stream.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length
            || !string.Equals(System.Text.Encoding.UTF8.GetString(name), member.Name, StringComparison.Ordinal))
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(member.Name)}` has two names");
        }

        return member.HeaderOffset + 30 + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
    }

    /// <summary>Holds a member to the size and checksum that its directory states.</summary>
    private sealed class CheckedStream(Stream inner, ZipMember member) : Stream
    {
        private long _count;
        private uint _crc;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => member.Size;

        public override long Position
        {
            get => _count;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _count += read;
            _crc = Crc32.Append(_crc, buffer[..read]);
            if (_count > member.Size || (read == 0 && buffer.Length > 0 && (_count != member.Size || _crc != member.Crc)))
            {
                throw new ArchiveRefusedException($"the entry `{EntryName.Show(member.Name)}` is not what the directory says");
            }

            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
