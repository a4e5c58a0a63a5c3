using System.Buffers.Binary;
using System.IO.Compression;

namespace Catalog.Crawler.Archives;

/// <summary>
/// Unpacks an artefact of a stranger into an empty folder: plain files and folders only, all inside it. Anything odd refuses the whole, for
/// half a snapshot would give a server other tools than it has. Links are never created; where repositories may hold them they are passed over.
/// </summary>
internal sealed class Unpacker(ArchiveLimits limits)
{
    /// <summary>Unpacks.</summary>
    /// <param name="artefact">The archive; its kind is told from its first bytes, not from its name.</param>
    /// <param name="folder">An empty folder. Where the archive is refused, what is in it is to be thrown away.</param>
    /// <param name="cancellationToken">Stops between two entries.</param>
    public UnpackResult Unpack(Artefact artefact, string folder, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new FileStream(artefact.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var writer = new TreeWriter(folder, limits);
            var skipped = 0;
            foreach (var entry in Entries(file))
            {
                cancellationToken.ThrowIfCancellationRequested();
                skipped += Take(entry, artefact, writer) ? 0 : 1;
            }

            return writer.Files == 0
                ? new UnpackResult { Refusal = "it holds no files" }
                : new UnpackResult { ContentHash = writer.Hash(), Files = writer.Files, SkippedLinks = skipped };
        }
        catch (ArchiveRefusedException refused)
        {
            return new UnpackResult { Refusal = refused.Message };
        }
        catch (InvalidDataException)
        {
            return new UnpackResult { Refusal = "it is damaged: the compressed data do not decode" };
        }
        catch (EndOfStreamException)
        {
            return new UnpackResult { Refusal = "it ends early" };
        }
    }

    /// <summary>The kind of an archive by its first bytes; null for what is none.</summary>
    public static ArchiveFormat? FormatOf(Stream file)
    {
        Span<byte> head = stackalloc byte[512];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read switch
        {
            >= 3 when head[0] == 0x1F && head[1] == 0x8B => ArchiveFormat.TarGzip,
            >= 4 when head[0] == 'P' && head[1] == 'K' => ArchiveFormat.Zip,
            512 when head.Slice(257, 5).SequenceEqual("ustar"u8) => ArchiveFormat.Tar,
            _ => null,
        };
    }

    private IEnumerable<ArchiveEntry> Entries(FileStream file) => FormatOf(file) switch
    {
        ArchiveFormat.Zip => ZipEntries(file),
        ArchiveFormat.Tar => TarEntries(file),
        ArchiveFormat.TarGzip => GzipEntries(file),
        _ => throw new ArchiveRefusedException("it is neither a tar, a gzipped tar nor a zip archive"),
    };

    private IEnumerable<ArchiveEntry> ZipEntries(FileStream file)
    {
        using var reader = new ZipEntryReader(file, limits);
        while (reader.ReadOrNull() is { } entry)
        {
            yield return entry;
        }
    }

    private IEnumerable<ArchiveEntry> GzipEntries(FileStream file)
    {
        var packed = new MeteredStream(file, limits, packed: null);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        var unpacked = new MeteredStream(gzip, limits, packed);
        foreach (var entry in TarEntries(unpacked))
        {
            yield return entry;
        }

        // The checksum of a gzip stream stands at its end: only who reads on learns that it is wrong.
        var sink = new byte[1 << 14];
        while (unpacked.Read(sink) > 0)
        {
        }

        // The framework takes a stream whose end is missing. The last four bytes state the unpacked size; several streams in one file, which
        // no packager writes, fail here too.
        Span<byte> end = stackalloc byte[4];
        file.Position = file.Length - end.Length;
        file.ReadExactly(end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != (uint)unpacked.Count)
        {
            throw new ArchiveRefusedException("it ends early");
        }
    }

    private static IEnumerable<ArchiveEntry> TarEntries(Stream stream)
    {
        using var reader = new TarEntryReader(stream);
        while (reader.ReadOrNull() is { } entry)
        {
            yield return entry;
        }
    }

    private static bool Take(ArchiveEntry entry, Artefact artefact, TreeWriter writer)
    {
        writer.Count();
        switch (entry.Kind)
        {
            case ArchiveEntryKind.File:
                writer.AddFile(entry.Name, artefact.Strip, entry.Content!);
                return true;
            case ArchiveEntryKind.Folder:
                writer.AddFolder(entry.Name, artefact.Strip);
                return true;
            case ArchiveEntryKind.SymbolicLink when artefact.Links == LinkHandling.Skip:
                return false;
            case ArchiveEntryKind.SymbolicLink or ArchiveEntryKind.HardLink:
                throw new ArchiveRefusedException($"the entry `{EntryName.Show(entry.Name)}` is a link");
            default:
                throw new ArchiveRefusedException($"the entry `{EntryName.Show(entry.Name)}` is a device or of an unknown kind");
        }
    }
}
