using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Archives;

/// <summary>
/// Reads a tar stream from front to back: ustar, pax and GNU long names. Written here because the framework's reader takes an extended
/// header of any size into memory, and follows kinds that a snapshot must not hold.
/// </summary>
internal sealed class TarEntryReader(Stream stream) : IDisposable
{
    private const int Block = 512;
    private const int LongestHeader = 1 << 20;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _header = new byte[Block];
    private PartStream? _content;
    private long _padding;

    /// <summary>The next entry, or null at the end of the archive.</summary>
    /// <exception cref="ArchiveRefusedException">The stream is no tar archive, or ends early.</exception>
    public ArchiveEntry? ReadOrNull()
    {
        string? longName = null;
        long? longSize = null;
        for (var extensions = 0; extensions <= 8; extensions++)
        {
            SkipContent();
            if (!ReadHeader())
            {
                return null;
            }

            var size = Number(_header.AsSpan(124, 12));
            var type = (char)_header[156];
            switch (type)
            {
                case 'x':
                    var records = PaxRecords(ReadExtension(size));
                    longName = records.GetValueOrDefault("path") ?? longName;
                    longSize = records.TryGetValue("size", out var text) ? ParseSize(text) : longSize;
                    if (records.Keys.Any(static key => key.StartsWith("GNU.sparse", StringComparison.Ordinal)))
                    {
                        throw new ArchiveRefusedException("it holds a sparse file");
                    }

                    continue;
                case 'g':
                    // Global records of git hold the commit as a comment; a global path or size would rename every entry.
                    if (PaxRecords(ReadExtension(size)).Keys.Any(static key => key is "path" or "size" or "linkpath"))
                    {
                        throw new ArchiveRefusedException("it renames all of its entries at once");
                    }

                    continue;
                case 'L':
                    longName = Text(ReadExtension(size));
                    continue;
                case 'K':
                    ReadExtension(size);
                    continue;
                default:
                    return Entry(longName ?? HeaderName(), type, longSize ?? size);
            }
        }

        throw new ArchiveRefusedException("an entry has more than 8 headers");
    }

    /// <summary>Closes what is left of the present entry; the stream stays open.</summary>
    public void Dispose() => _content?.Dispose();

    private ArchiveEntry Entry(string name, char type, long size)
    {
        var kind = type switch
        {
            '0' or '\0' or '7' => name.EndsWith('/') ? ArchiveEntryKind.Folder : ArchiveEntryKind.File,
            '5' => ArchiveEntryKind.Folder,
            '2' => ArchiveEntryKind.SymbolicLink,
            '1' => ArchiveEntryKind.HardLink,
            _ => ArchiveEntryKind.Special,
        };
        if (kind is ArchiveEntryKind.SymbolicLink or ArchiveEntryKind.HardLink && size != 0)
        {
            size = 0;
        }

        _content = new PartStream(stream, size);
        _padding = Padding(size);
        return new ArchiveEntry(name, kind, kind == ArchiveEntryKind.File ? _content : null);
    }

    private bool ReadHeader()
    {
        if (!Fill(_header))
        {
            throw new ArchiveRefusedException("it ends early");
        }

        if (_header.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? ' ' : _header[i];
        }

        return sum == Number(_header.AsSpan(148, 8)) ? true : throw new ArchiveRefusedException("it is no tar archive or damaged: a checksum is wrong");
    }

    private byte[] ReadExtension(long size)
    {
        if (size is < 0 or > LongestHeader)
        {
            throw new ArchiveRefusedException($"an extended header has {size} bytes");
        }

        var bytes = new byte[size];
        if (!Fill(bytes))
        {
            throw new ArchiveRefusedException("it ends early");
        }

        _content = null;
        _padding = Padding(size);
        return bytes;
    }

    private void SkipContent()
    {
        Span<byte> sink = stackalloc byte[Block];
        while (_content is { Left: > 0 })
        {
            _ = _content.Read(sink);
        }

        _content = null;
        if (_padding > 0 && !Fill(sink[..(int)_padding]))
        {
            throw new ArchiveRefusedException("it ends early");
        }

        _padding = 0;
    }

    private bool Fill(Span<byte> buffer) => stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;

    private string HeaderName()
    {
        var name = Text(_header.AsSpan(0, 100));
        var isUstar = _header.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        var prefix = isUstar ? Text(_header.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static long Padding(long size) => (Block - (size % Block)) % Block;

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        try
        {
            return Strict.GetString(end < 0 ? field : field[..end]);
        }
        catch (DecoderFallbackException)
        {
            throw new ArchiveRefusedException("an entry has a name that is not UTF-8");
        }
    }

    private static long Number(ReadOnlySpan<byte> field)
    {
        // GNU writes sizes of 8 GiB and more in base 256, marked by the highest bit.
        if ((field[0] & 0x80) != 0)
        {
            var value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return value >= 0 && field[0] == 0x80 ? value : throw new ArchiveRefusedException("an entry has a size that is no number");
        }

        var text = Encoding.ASCII.GetString(field).Trim('\0', ' ');
        long number = 0;
        foreach (var digit in text)
        {
            number = digit is >= '0' and <= '7' ? (number * 8) + (digit - '0') : throw new ArchiveRefusedException("it is no tar archive or damaged: a number is none");
        }

        return number;
    }

    private static long ParseSize(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw new ArchiveRefusedException("an entry has a size that is no number");

    private static Dictionary<string, string> PaxRecords(ReadOnlySpan<byte> bytes)
    {
        var records = new Dictionary<string, string>(StringComparer.Ordinal);
        while (bytes.Length > 0 && bytes[0] != 0)
        {
            var space = bytes.IndexOf((byte)' ');
            if (space is <= 0 or > 8
                || !int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space + 1
                || length > bytes.Length
                || bytes[length - 1] != (byte)'\n')
            {
                throw new ArchiveRefusedException("an extended header is damaged");
            }

            var record = bytes[(space + 1)..(length - 1)];
            var equal = record.IndexOf((byte)'=');
            if (equal <= 0)
            {
                throw new ArchiveRefusedException("an extended header is damaged");
            }

            if (record[(equal + 1)..].Contains((byte)0) && record[..equal].SequenceEqual("path"u8))
            {
                throw new ArchiveRefusedException("an entry has control characters in its name");
            }

            var key = Text(record[..equal]);
            records[key] = key is "path" or "size" ? Text(record[(equal + 1)..]) : "";
            bytes = bytes[length..];
        }

        return records;
    }
}
