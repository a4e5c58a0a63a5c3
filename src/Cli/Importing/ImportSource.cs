using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Importing;

/// <summary>A file that is imported, also compressed with gzip, or the standard input: its lines, and which of the two kinds it is.</summary>
internal sealed class ImportSource : IAsyncDisposable
{
    // A definition of more is no definition; a file without line ends must not fill the memory. A server with all of its history may be longer.
    private const int LongestLine = 16 * 1024 * 1024;
    private const int LongestServer = 512 * 1024 * 1024;

    private readonly Stream _bytes;
    private readonly StreamReader _reader;
    private readonly LineReader _lines;
    private Task<string?>? _first;

    private ImportSource(string name, Stream bytes, Stream unpacked)
    {
        Name = name;
        _bytes = bytes;
        _reader = new StreamReader(unpacked, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        _lines = new LineReader(_reader, LongestLine);
    }

    /// <summary>The path as it was named.</summary>
    public string Name { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, or <c>-</c> for the standard input.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandFailedException">The file is not there.</exception>
    public static async Task<ImportSource> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (path != "-" && !File.Exists(path))
        {
            throw new CommandFailedException($"`{path}` is not there: name a file of JSON lines, or - for the standard input");
        }

        var bytes = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        var buffered = new BufferedStream(bytes, 1 << 16);
        var start = new byte[2];
        var read = await buffered.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken);
        var whole = new PrefixedStream(start.AsMemory(0, read), buffered);
        return new ImportSource(path, bytes, start is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole);
    }

    /// <summary>Whether it is a whole catalog, as <c>catalog export --whole</c> writes it.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
    {
        _first ??= ReadLineAsync(cancellationToken);
        try
        {
            var isWhole = (await _first)?.StartsWith("""{"kind":"catalog",""", StringComparison.Ordinal) == true;
            _lines.Longest = isWhole ? LongestServer : LongestLine;
            return isWhole;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            // Told of when the line is read in earnest.
            return false;
        }
    }

    /// <summary>The next line without its end; null at the end.</summary>
    /// <exception cref="JsonException">The line is too long.</exception>
    /// <exception cref="DecoderFallbackException">It is not UTF-8.</exception>
    /// <exception cref="CommandFailedException">The file is damaged.</exception>
    public Task<string?> ReadOrNullAsync(CancellationToken cancellationToken)
    {
        var line = _first ?? ReadLineAsync(cancellationToken);
        _first = null;
        return line;
    }

    /// <summary>All lines that are left.</summary>
    public async IAsyncEnumerable<string> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadOrNullAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _bytes.DisposeAsync();
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.ReadOrNullAsync(cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailedException($"`{Name}` is damaged: the gzip stream ends early or is none", ExitCodes.No, e);
        }
    }
}
