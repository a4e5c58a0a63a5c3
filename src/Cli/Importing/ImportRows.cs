using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading.Channels;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>Reads the lines of a file of definitions: blocks of them on all processors, and given on in their order.</summary>
internal static class ImportRows
{
    // Large enough to be worth handing over, and so few of them at a time that they are soon back in the pool.
    private const int BlockBytes = 1 << 17;

    /// <summary>All rows in the order of the file, wrong ones among them.</summary>
    /// <param name="source">The file.</param>
    /// <param name="marked">Whether rows have their <see cref="ImportRow.Mark"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(ImportSource source, bool marked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<Task<ImportBlock>>(Environment.ProcessorCount);
        var filling = FillAsync(source, marked, blocks.Writer, stop.Token);
        try
        {
            await foreach (var parsing in blocks.Reader.ReadAllAsync(cancellationToken))
            {
                using var block = await parsing;
                foreach (var row in block.Rows)
                {
                    yield return row;
                }
            }

            await filling;
        }
        finally
        {
            await stop.CancelAsync();
            await filling.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task FillAsync(ImportSource source, bool marked, ChannelWriter<Task<ImportBlock>> blocks, CancellationToken cancellationToken)
    {
        try
        {
            var first = 1L;
            for (var isLast = false; !isLast;)
            {
                var block = new ImportBlock(first, BlockBytes);
                while (!block.IsFull && !isLast)
                {
                    try
                    {
                        var line = await source.ReadOrNullAsync(cancellationToken);
                        isLast = line is null;
                        if (line is { } bytes)
                        {
                            block.Add(bytes.Span);
                        }
                    }
                    catch (JsonException e)
                    {
                        // Where the next line begins is not known.
                        (block.Problem, isLast) = (e.Message, true);
                    }
                }

                first += block.Count;
                await blocks.WriteAsync(Task.Run(() => Parse(block, marked), cancellationToken), cancellationToken);
            }
        }
        finally
        {
            // What went wrong is heard of by whoever waits for this.
            blocks.Complete();
        }
    }

    private static ImportBlock Parse(ImportBlock block, bool marked)
    {
        for (var i = 0; i < block.Count; i++)
        {
            if (ParseOrNull(block.Line(i), block.First + i, marked) is { } row)
            {
                block.Rows.Add(row);
            }
        }

        if (block.Problem is { } problem)
        {
            block.Rows.Add(new ImportRow { Number = block.First + block.Count, Problem = problem });
        }

        return block;
    }

    private static ImportRow? ParseOrNull(ReadOnlyMemory<byte> line, long number, bool marked)
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
            return RowOf(ToolDefinitionJson.Parse(line.Span), line, number, marked);
        }
        catch (JsonException e)
        {
            return new ImportRow { Number = number, Problem = e.Message };
        }
    }

    private static ImportRow RowOf(ToolDefinition tool, ReadOnlyMemory<byte> line, long number, bool marked)
    {
        if (string.IsNullOrWhiteSpace(tool.Server))
        {
            return new ImportRow { Number = number, Problem = "`server` is missing" };
        }

        var isKey = ServerKey.TryParse(tool.Server, out var key);
        return isKey || ServerKey.TryParse($"import:{(string.IsNullOrWhiteSpace(tool.Repo) ? "-" : tool.Repo)}/{tool.Server}", out key)
            ? new ImportRow { Number = number, Tool = tool with { Id = null }, Key = key, Title = isKey ? null : tool.Server, Mark = marked ? MarkOf(key!, tool.Tool) : default, Line = line }
            : new ImportRow { Number = number, Problem = "`server` or `repo` holds a control character or is too long" };
    }

    // A key holds no line end.
    private static UInt128 MarkOf(ServerKey key, string tool) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Value}\n{tool}")));
}
