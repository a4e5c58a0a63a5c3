using System.Buffers.Binary;
using System.Text;

namespace Catalog.Crawler.Archives;

/// <summary>
/// Reads the central directory of a zip archive, entry by entry, so that the count is refused before a million entries are in memory
/// (the framework's reader takes them all first). Zip64 is refused: what needs it is larger than any limit here.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The members in the order of the directory.</summary>
    /// <exception cref="ArchiveRefusedException">Damaged, encrypted, packed in an unknown way, or more entries than allowed.</exception>
    public static IReadOnlyList<ZipMember> Read(Stream stream, ArchiveLimits limits)
    {
        var end = FindEnd(stream);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        if (count == 0xFFFF || size == uint.MaxValue || offset == uint.MaxValue)
        {
            throw new ArchiveRefusedException("it is a zip64 archive, which no server package needs");
        }

        if (count > limits.Entries)
        {
            throw new ArchiveRefusedException($"it holds more than {limits.Entries} entries");
        }

        if (offset + (long)size > stream.Length || size > (count * 1024L) + 65536)
        {
            throw new ArchiveRefusedException("its directory is damaged");
        }

        var directory = new byte[size];
        stream.Position = offset;
        stream.ReadExactly(directory);
        var members = new List<ZipMember>(count);
        var rest = directory.AsSpan();
        while (rest.Length >= 46 && BinaryPrimitives.ReadUInt32LittleEndian(rest) == 0x02014B50)
        {
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
            var total = 46 + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (total > rest.Length || members.Count >= count)
            {
                throw new ArchiveRefusedException("its directory is damaged");
            }

            members.Add(Member(rest, nameLength));
            rest = rest[total..];
        }

        return members.Count == count ? members : throw new ArchiveRefusedException("its directory is damaged");
    }

    private static ZipMember Member(ReadOnlySpan<byte> entry, int nameLength)
    {
        var name = Name(entry.Slice(46, nameLength));
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        if ((flags & 0x2041) != 0)
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(name)}` is encrypted");
        }

        var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        if (method is not (0 or 8))
        {
            throw new ArchiveRefusedException($"the entry `{EntryName.Show(name)}` is packed in a way ({method}) that is not known here");
        }

        // The high half of the external attributes is the Unix mode where the archive was made on Unix.
        var mode = entry[5] == 3 ? BinaryPrimitives.ReadUInt16LittleEndian(entry[40..]) & 0xF000 : 0;
        var kind = mode switch
        {
            0xA000 => ArchiveEntryKind.SymbolicLink,
            0x4000 => ArchiveEntryKind.Folder,
            0 or 0x8000 => name.EndsWith('/') ? ArchiveEntryKind.Folder : ArchiveEntryKind.File,
            _ => ArchiveEntryKind.Special,
        };
        return new ZipMember(
            name,
            kind,
            method == 8,
            BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]));
    }

    private static byte[] FindEnd(Stream stream)
    {
        // The end record is followed by a comment of at most 65,535 bytes.
        var length = (int)Math.Min(stream.Length, EndLength + 65535);
        var tail = new byte[length];
        stream.Position = stream.Length - length;
        stream.ReadExactly(tail);
        for (var i = length - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == 0x06054B50
                && i + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(i + 20)) == length)
            {
                return tail[i..(i + EndLength)];
            }
        }

        throw new ArchiveRefusedException("it is no zip archive, or its end is missing");
    }

    private static string Name(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ArchiveRefusedException("an entry has a name that is not UTF-8");
        }
    }
}
