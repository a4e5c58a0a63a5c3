using System.Text;
using System.Text.Json;

namespace Catalog.Cli.Importing;

/// <summary>Reads lines of a bounded length.</summary>
internal sealed class LineReader(TextReader reader, int longest)
{
    /// <summary>The most characters of a line.</summary>
    public int Longest { get; set; } = longest;

    private readonly char[] _buffer = new char[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null at the end.</summary>
    /// <exception cref="JsonException">The line is longer than allowed.</exception>
    public async Task<string?> ReadOrNullAsync(CancellationToken cancellationToken)
    {
        StringBuilder? line = null;
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await reader.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    return line?.ToString();
                }
            }

            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest.IndexOf('\n');
            var piece = at < 0 ? rest : rest[..at];
            line = (line ?? new StringBuilder(piece.Length)).Append(piece);
            _start += at < 0 ? rest.Length : at + 1;
            if (line.Length > Longest)
            {
                throw new JsonException($"longer than {Longest} characters");
            }

            if (at >= 0)
            {
                return line.ToString();
            }
        }
    }
}
