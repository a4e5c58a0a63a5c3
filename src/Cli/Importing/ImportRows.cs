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
    private const int BlockBytes = 1 << 18;

    /// <summary>All rows in the order of the file, wrong ones among them.</summary>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(ImportSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<Task<List<ImportRow>>>(Environment.ProcessorCount * 2);
        var filling = FillAsync(source, blocks.Writer, stop.Token);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var row in await block)
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

    private static async Task FillAsync(ImportSource source, ChannelWriter<Task<List<ImportRow>>> blocks, CancellationToken cancellationToken)
    {
        try
        {
            var number = 0L;
            for (var isLast = false; !isLast;)
            {
                var first = number + 1;
                var bytes = new MemoryStream(BlockBytes);
                var ends = new List<int>();
                string? problem = null;
                while (bytes.Length < BlockBytes && problem is null && !isLast)
                {
                    try
                    {
                        var line = await source.ReadOrNullAsync(cancellationToken);
                        isLast = line is null;
                        bytes.Write(line.GetValueOrDefault().Span);
                        number += isLast ? 0 : 1;
                        ends.Add((int)bytes.Length);
                    }
                    catch (JsonException e)
                    {
                        // Where the next line begins is not known.
                        (problem, isLast) = (e.Message, true);
                    }
                }

                var block = bytes.GetBuffer();
                var tooLong = problem is null ? null : new ImportRow { Number = number + 1, Problem = problem };
                var count = problem is null && isLast ? ends.Count - 1 : ends.Count;
                await blocks.WriteAsync(Task.Run(() => Parse(block, ends, count, first, tooLong), cancellationToken), cancellationToken);
            }
        }
        finally
        {
            // What went wrong is heard of by whoever waits for this.
            blocks.Complete();
        }
    }

    private static List<ImportRow> Parse(byte[] block, List<int> ends, int count, long first, ImportRow? last)
    {
        var rows = new List<ImportRow>(count + 1);
        for (var i = 0; i < count; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            if (ParseOrNull(block.AsMemory(start, ends[i] - start), first + i) is { } row)
            {
                rows.Add(row);
            }
        }

        if (last is not null)
        {
            rows.Add(last);
        }

        return rows;
    }

    private static ImportRow? ParseOrNull(ReadOnlyMemory<byte> line, long number)
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
            return RowOf(ToolDefinitionJson.Parse(line.Span), line, number);
        }
        catch (JsonException e)
        {
            return new ImportRow { Number = number, Problem = e.Message };
        }
    }

    private static ImportRow RowOf(ToolDefinition tool, ReadOnlyMemory<byte> line, long number)
    {
        if (string.IsNullOrWhiteSpace(tool.Server))
        {
            return new ImportRow { Number = number, Problem = "`server` is missing" };
        }

        var isKey = ServerKey.TryParse(tool.Server, out var key);
        return isKey || ServerKey.TryParse($"import:{(string.IsNullOrWhiteSpace(tool.Repo) ? "-" : tool.Repo)}/{tool.Server}", out key)
            ? new ImportRow { Number = number, Tool = tool with { Id = null }, Key = key, Title = isKey ? null : tool.Server, Mark = MarkOf(key!, tool.Tool), Line = line }
            : new ImportRow { Number = number, Problem = "`server` or `repo` holds a control character or is too long" };
    }

    // A key holds no line end.
    private static UInt128 MarkOf(ServerKey key, string tool) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Value}\n{tool}")));
}
