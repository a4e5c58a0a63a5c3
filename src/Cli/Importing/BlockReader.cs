using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Catalog.Core.Caching;

namespace Catalog.Cli.Importing;

/// <summary>Reads the lines of one block.</summary>
/// <param name="known">What was read before.</param>
/// <param name="block">The block; its rows are added to it.</param>
/// <param name="isFirst">Whether the file is read for the first time: then rows have their <see cref="ImportRow.Mark"/>.</param>
internal sealed class BlockReader(KnownRows known, ImportBlock block, bool isFirst)
{
    private readonly ArrayBufferWriter<byte> _mark = new(256);

    // Of the row before: the lines of a server mostly stand together.
    private ReadOnlyMemory<byte> _head;
    private RowServer? _server;

    /// <summary>Reads all of them.</summary>
    public void Read()
    {
        for (var i = 0; i < block.Count; i++)
        {
            if (ReadOrNull(block.Line(i), block.First + i) is { } row)
            {
                block.Rows.Add(row);
            }
        }

        if (block.Problem is { } problem)
        {
            block.Rows.Add(new ImportRow { Number = block.First + block.Count, Problem = problem });
        }
    }

    private ImportRow? ReadOrNull(ReadOnlyMemory<byte> line, long number)
    {
        if (!Utf8.IsValid(line.Span))
        {
            return new ImportRow { Number = number, Problem = "not UTF-8" };
        }

        if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
        {
            return null;
        }

        try
        {
            return RowOf(line, number);
        }
        catch (JsonException e)
        {
            return new ImportRow { Number = number, Problem = e.Message };
        }
    }

    private ImportRow RowOf(ReadOnlyMemory<byte> line, long number)
    {
        var head = RowHead.Read(line.Span);
        var row = known.Read(line.Span, head, isFirst);
        if (head.Length == 0 || !line.Span[..head.Length].SequenceEqual(_head.Span) || !(head.HasRepo || _server?.Repo == row.Tool.Repo))
        {
            var (name, repo) = (head.Length == 0 ? row.Tool.Server : Encoding.UTF8.GetString(head.Server), head.HasRepo ? Encoding.UTF8.GetString(head.Repo) : row.Tool.Repo);
            _server = string.IsNullOrWhiteSpace(name) ? null : RowServer.OfOrNull(name, repo);
            _head = _server is null ? default : line[..head.Length];
            if (_server is null)
            {
                return new ImportRow { Number = number, Problem = string.IsNullOrWhiteSpace(name) ? "`server` is missing" : "`server` or `repo` holds a control character or is too long" };
            }
        }

        return new ImportRow { Number = number, Known = row, Server = _server, Mark = isFirst ? MarkOf(_server!.Key.Value, row.Tool.Tool) : default, Line = line };
    }

    // A key holds no line end.
    private UInt128 MarkOf(string key, string tool)
    {
        _mark.ResetWrittenCount();
        Encoding.UTF8.GetBytes(key, _mark);
        Encoding.UTF8.GetBytes("\n", _mark);
        Encoding.UTF8.GetBytes(tool, _mark);
        return ContentKey.Of(_mark.WrittenSpan).First;
    }
}
