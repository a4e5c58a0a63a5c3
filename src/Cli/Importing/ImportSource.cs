using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Importing;

/// <summary>A file that is imported, also compressed with gzip, or the standard input: its lines, and which of the two kinds it is. Definitions are read twice, so the standard input is kept in a temporary file.</summary>
internal sealed class ImportSource : IAsyncDisposable
{
    // A definition of more is no definition; a file without line ends must not fill the memory. A server with all of its history may be longer.
    private const int LongestLine = 16 * 1024 * 1024;
    private const int LongestServer = 512 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FileStream? _kept;
    private KeepingStream? _keeping;
    private Stream _unpacked = Stream.Null;
    private LineReader _lines = new(Stream.Null, LongestLine);

    private ImportSource(string name, FileStream? kept) => (Name, _kept) = (name, kept);

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

        const FileOptions Kept = FileOptions.DeleteOnClose | FileOptions.Asynchronous;
        var source = new ImportSource(path, path == "-" ? new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, Kept) : null);
        source._keeping = source._kept is null ? null : new KeepingStream(Console.OpenStandardInput(), source._kept);
        await source.BeginAsync(source._keeping as Stream ?? File.OpenRead(path), cancellationToken);
        return source;
    }

    /// <summary>Whether it is a whole catalog, as <c>catalog export --whole</c> writes it.</summary>
    /// <exception cref="CommandFailedException">The file is damaged.</exception>
    public async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
    {
        var isWhole = await ReadAsync(new ValueTask<bool>(_lines.BeginsWithAsync("""{"kind":"catalog","""u8.ToArray(), cancellationToken)));
        _lines.Longest = isWhole ? LongestServer : LongestLine;
        if (_keeping is not null)
        {
            _keeping.Keeps = !isWhole;
        }

        return isWhole;
    }

    /// <summary>Goes back to its beginning; once, after its end.</summary>
    public async Task RewindAsync(CancellationToken cancellationToken)
    {
        await _unpacked.DisposeAsync();
        _keeping = null;
        _kept?.Seek(0, SeekOrigin.Begin);
        await BeginAsync(_kept as Stream ?? File.OpenRead(Name), cancellationToken);
    }

    /// <summary>The next line without its end, good until the one after it is asked for; null at the end.</summary>
    /// <exception cref="JsonException">The line is too long.</exception>
    /// <exception cref="CommandFailedException">The file is damaged.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadOrNullAsync(CancellationToken cancellationToken) => ReadAsync(_lines.ReadOrNullAsync(cancellationToken));

    /// <summary>All lines that are left, as text.</summary>
    /// <exception cref="DecoderFallbackException">One is not UTF-8.</exception>
    public async IAsyncEnumerable<string> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadOrNullAsync(cancellationToken) is { } line)
        {
            yield return Strict.GetString(line.Span);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _unpacked.DisposeAsync();
        if (_kept is not null)
        {
            await _kept.DisposeAsync();
        }
    }

    private async Task BeginAsync(Stream bytes, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        var read = await bytes.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken);
        var whole = new PrefixedStream(start.AsMemory(0, read), bytes);
        _unpacked = start is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        _lines = new LineReader(_unpacked, LongestLine);
    }

    private async ValueTask<T> ReadAsync<T>(ValueTask<T> read)
    {
        try
        {
            return await read;
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailedException($"`{Name}` is damaged: the gzip stream ends early or is none", ExitCodes.No, e);
        }
    }
}
