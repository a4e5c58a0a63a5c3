using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Catalog.Crawler.Tests.Archives;

/// <summary>Writes tar archives byte by byte, also such as no honest program writes.</summary>
internal sealed class RawTar
{
    private readonly MemoryStream _bytes = new();

    /// <summary>An entry with a header whose checksum is right.</summary>
    public RawTar Add(string name, string content = "", char type = '0', string link = "", long? size = null)
    {
        var data = Encoding.UTF8.GetBytes(content);
        var header = new byte[512];
        Encoding.UTF8.GetBytes(name).CopyTo(header, 0);
        Octal(header, 100, 8, 0b110_100_100);
        Octal(header, 124, 12, size ?? data.Length);
        header[156] = (byte)type;
        Encoding.UTF8.GetBytes(link).CopyTo(header, 157);
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        "00"u8.CopyTo(header.AsSpan(263));
        header.AsSpan(148, 8).Fill((byte)' ');
        Octal(header, 148, 7, header.Sum(static b => (long)b));
        _bytes.Write(header);
        _bytes.Write(data);
        _bytes.Write(new byte[(512 - (data.Length % 512)) % 512]);
        return this;
    }

    /// <summary>A pax header before the next entry.</summary>
    public RawTar Pax(string key, string value, char type = 'x')
    {
        var record = $" {key}={value}\n";
        var length = Encoding.UTF8.GetByteCount(record);
        var total = length + (length + 1).ToString(CultureInfo.InvariantCulture).Length;
        total = length + total.ToString(CultureInfo.InvariantCulture).Length;
        return Add("PaxHeader", total.ToString(CultureInfo.InvariantCulture) + record, type);
    }

    /// <summary>Writes the archive.</summary>
    public string Write(TemporaryFolder folder, bool compressed = true, bool ended = true, int cut = 0)
    {
        if (ended)
        {
            _bytes.Write(new byte[1024]);
        }

        var bytes = _bytes.ToArray();
        if (compressed)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        var path = folder.File("archive");
        File.WriteAllBytes(path, bytes[..^cut]);
        return path;
    }

    private static void Octal(byte[] header, int at, int length, long value) =>
        Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(length - 1, '0')).CopyTo(header, at);
}
