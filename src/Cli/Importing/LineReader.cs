using System.Text.Json;

namespace Catalog.Cli.Importing;

/// <summary>Reads lines of a bounded length, as bytes.</summary>
internal sealed class LineReader(Stream bytes, int longest)
{
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _hasBegun;

    /// <summary>The most bytes of a line.</summary>
    public int Longest { get; set; } = longest;

    /// <summary>Whether the first line, which is not taken, begins so.</summary>
    public async Task<bool> BeginsWithAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        while (_end - _start < text.Length + 3 && await FillAsync(cancellationToken))
        {
        }

        SkipMark();
        return _buffer.AsSpan(_start, _end - _start).StartsWith(text.Span);
    }

    /// <summary>The next line without its end, good until the one after it is asked for; null at the end.</summary>
    /// <exception cref="JsonException">The line is longer than allowed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadOrNullAsync(CancellationToken cancellationToken)
    {
        var looked = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(looked + at, 1);
            }

            looked = _end - _start;
            if (looked > Longest)
            {
                throw new JsonException($"longer than {Longest} bytes");
            }

            if (!await FillAsync(cancellationToken))
            {
                // Not `null`, which would become an empty line.
                return _start == _end ? default(ReadOnlyMemory<byte>?) : Take(looked, 0);
            }
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int end)
    {
        if (length > Longest)
        {
            throw new JsonException($"longer than {Longest} bytes");
        }

        var before = _start;
        SkipMark();
        var line = _buffer.AsMemory(_start, length - (_start - before));
        _hasBegun = true;
        _start += line.Length + end;
        return line;
    }

    /// <summary>A byte order mark is no part of the first line.</summary>
    private void SkipMark()
    {
        if (!_hasBegun && _start == 0 && _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 3)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        }

        var read = await bytes.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
