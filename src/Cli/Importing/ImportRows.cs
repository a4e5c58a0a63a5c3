using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Catalog.Cli.Importing;

/// <summary>Reads the lines of a file of definitions, once or several times: blocks of them on all processors, and given on in their order.</summary>
/// <param name="source">The file.</param>
internal sealed class ImportRows(ImportSource source)
{
    // Large enough to be worth handing over, and so few of them at a time that they are soon back in the pool.
    private const int BlockBytes = 1 << 17;

    private readonly KnownRows _known = new();

    /// <summary>All rows from where the file is read, in its order, wrong ones among them.</summary>
    /// <param name="isFirst">Whether the file is read for the first time: then rows have their <see cref="ImportRow.Mark"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<ImportRow> ReadAsync(bool isFirst, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<Task<ImportBlock>>(Environment.ProcessorCount);
        var filling = FillAsync(isFirst, blocks.Writer, stop.Token);
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

    private async Task FillAsync(bool isFirst, ChannelWriter<Task<ImportBlock>> blocks, CancellationToken cancellationToken)
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
                await blocks.WriteAsync(Task.Run(() => Parse(block, isFirst), cancellationToken), cancellationToken);
            }
        }
        finally
        {
            // What went wrong is heard of by whoever waits for this.
            blocks.Complete();
        }
    }

    private ImportBlock Parse(ImportBlock block, bool isFirst)
    {
        new BlockReader(_known, block, isFirst).Read();
        return block;
    }
}
